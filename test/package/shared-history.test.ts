import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from '../support/history.js';
import { noPostgres, startPostgres, type TestPostgres } from '../support/postgres.js';
import { cleanUpPrograms } from '../support/program.js';
import { makeHistory, NOBODY } from '../support/shared-history.js';

cleanUpPrograms();

/** Fewer for a first look: OPERATIONS=1000 npx vitest run test/package/shared-history.test.ts */
const OPERATIONS = Number(process.env.OPERATIONS ?? 10_000);

describe.skipIf(noPostgres !== undefined)('four processes with one database', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.remove());

  test('in a history of 10,000 operations, no update is lost, no read is stale and no fault fires too often', async () => {
    const { operations, fired, faultTimes, confirmed } = await makeHistory(postgres, OPERATIONS, 4310);
    expect(findViolations(operations, NOBODY)).toEqual([]);
    expect([...fired].filter(([, times]) => times > faultTimes)).toEqual([]);
    expect(confirmed).toBeGreaterThan(OPERATIONS);
  }, 1_800_000);
});
