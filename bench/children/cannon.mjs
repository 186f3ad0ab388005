// Sends load with autocannon and prints what it counted. Its options are the argument, as JSON.
import autocannon from 'autocannon';

const { requests, errors, non2xx, duration } = await autocannon(JSON.parse(process.argv[2]));
console.log(JSON.stringify({ responses: requests.total, errors: errors + non2xx, duration }));
