import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from '../support/history.js';
import { noPostgres, startPostgres, type TestPostgres } from '../support/postgres.js';
import { cleanUpPrograms } from '../support/program.js';
import { makeHistory, NOBODY } from '../support/shared-history.js';

cleanUpPrograms();

/** `npm run history` makes 10,000. */
const OPERATIONS = Number(process.env.OPERATIONS ?? 1500);

describe.skipIf(noPostgres !== undefined)('four processes with one database', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.remove());

  test(
    'lose no update, read nothing stale and fire no fault too often, while processes are killed and paused, connections cut and the database ended',
    async () => {
      const { operations, fired, faultTimes, confirmed, troubles } = await makeHistory(postgres, OPERATIONS, 4310);
      console.log(`${OPERATIONS} operations, ${confirmed} confirmed; ${JSON.stringify(troubles)}`);
      expect(findViolations(operations, NOBODY)).toEqual([]);
      expect([...fired].filter(([, times]) => times > faultTimes)).toEqual([]);
      expect([...fired.values()].some((times) => times > 0)).toBe(true);
      expect(confirmed).toBeGreaterThan(OPERATIONS / 2);
    },
    OPERATIONS * 400 + 120_000,
  );
});
