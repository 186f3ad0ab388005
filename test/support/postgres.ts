import { noPostgres } from '../../bench/support/postgres.mjs';

export { noPostgres, startPostgres, type TestPostgres } from '../../bench/support/postgres.mjs';

if (noPostgres !== undefined) console.warn(`Skipped: ${noPostgres}`);
