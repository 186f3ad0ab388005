import { afterAll, beforeAll, describe } from 'vitest';
import type { Storage } from '../../../src/emulator/storage/storage.js';
import { openPostgresStorage } from '../../../src/server/storage/postgres/postgres-storage.js';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/postgres.js';
import { describeStorage } from './suite.js';

describe.skipIf(noPostgres !== undefined)('with PostgreSQL', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  let url = '';
  let opened: Storage[] = [];
  let processes = 0;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.remove());

  describeStorage('a storage in PostgreSQL', {
    isShared: true,
    start: async () => {
      url = await postgres.createDatabase();
    },
    open: async () => {
      const storage = await openPostgresStorage(url, { process: `process-${++processes}`, onProblem: () => {} });
      opened.push(storage);
      return storage;
    },
    // The transactions of a killed process end with its connections.
    kill: async () => {
      await Promise.all(opened.map((storage) => storage.abandon()));
      opened = [];
    },
    end: () => {},
  });
});
