import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { HEADERS, median, PATH, policyListBody, startServer, updateBody } from './jobs.mjs';

/** Requests per second, compared with a bare node:http server and an Express app that return the same bytes. */
export async function throughput(folder, quick) {
  return [
    ...(await compare('get policyList', policyListBody(), 0.6, true, folder, quick)),
    ...(await compare('update employees, one record', updateBody(1), 0.4, false, folder, quick)),
  ];
}

async function compare(name, body, goal, withExpress, folder, quick) {
  const emulator = await startServer('emulator');
  const answer = await (await fetch(emulator.url + PATH, { method: 'POST', headers: HEADERS, body })).text();
  const file = join(folder, `${name.replace(/\W+/g, '-')}.json`);
  writeFileSync(file, answer);
  const servers = { emulator, bare: await startServer('bare', file), express: await startServer('express', file) };
  const rates = { emulator: [], bare: [], express: [] };
  // Measured in turns, so that a slower machine affects all of them. The first turn is a warm-up.
  for (let turn = 0; turn < (quick ? 2 : 6); turn++) {
    for (const [kind, { url }] of Object.entries(servers)) {
      const { requests } = await autocannon({
        url: url + PATH,
        method: 'POST',
        headers: HEADERS,
        body,
        connections: 16,
        duration: quick ? 1 : 3,
      });
      if (turn > 0) rates[kind].push(requests.average);
    }
  }
  for (const { stop } of Object.values(servers)) stop();
  const rate = Object.fromEntries(Object.entries(rates).map(([kind, all]) => [kind, median(all)]));
  const detail = (other) => `${Math.round(rate.emulator)} against ${Math.round(rate[other])} requests/s`;
  const toBare = rate.emulator / rate.bare;
  const toExpress = rate.emulator / rate.express;
  return [
    { what: `${name}, against bare node:http`, ratio: toBare, goal: `at least ${goal}`, isMet: toBare >= goal, detail: detail('bare') },
    ...(withExpress
      ? [{ what: `${name}, against Express 5`, ratio: toExpress, goal: 'at least 4', isMet: toExpress >= 4, detail: detail('express') }]
      : []),
  ];
}
