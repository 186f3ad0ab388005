import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/server/storage/postgres/database.js';
import { migrate } from '../../../src/server/storage/postgres/migrations.js';
import { openPostgresStorage } from '../../../src/server/storage/postgres/postgres-storage.js';
import { messageOf } from '../../../src/util/error-message.js';
import { sendJob, updateEmployees } from '../../support/emulator.js';
import { newcomer } from '../../support/people.js';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/postgres.js';
import { POLICY_LIST } from '../../support/raw-http.js';
import { SharedCores } from '../../support/shared-cores.js';

const PASSWORD = 'p@ss/word-4310';
const ENCODED = encodeURIComponent(PASSWORD);

async function problemOf(opening: Promise<unknown>): Promise<string> {
  return opening.then(
    () => 'no problem',
    (error: unknown) => messageOf(error),
  );
}

describe('a URL of a database', () => {
  const options = { process: 'one', onProblem: () => {} };

  test('needs the package pg, and the error has the command that installs it', async () => {
    const missing = () => Promise.reject(new Error("Cannot find package 'pg'"));
    const problem = await problemOf(openDatabase(`postgres://emulator:${ENCODED}@127.0.0.1:1/state`, {}, missing));
    expect(problem).toContain('npm install pg');
    expect(problem).not.toContain('word-4310');
  });

  test.each([
    ['a password with a character that is not encoded', `postgres://emulator:${PASSWORD}@127.0.0.1:99999/state`],
    ['a password with a slash', 'postgres://emulator:43/word-4310@127.0.0.1/state'],
    ['a password with a number sign', 'postgres://emulator:43#word-4310@127.0.0.1/state'],
    ['a password that is encoded wrongly', 'postgres://emulator:%zz-word-4310@127.0.0.1/state'],
    ['no host', 'postgres://'],
  ])('with %s is refused without the password', async (_what, url) => {
    const opened = openPostgresStorage(url, options).then((storage) => storage.load({ *snapshot() {}, entry: () => {} }));
    const problem = await problemOf(opened);
    expect(problem).toContain('--state');
    expect(problem).not.toContain('word-4310');
  });

  test('of a server that does not run is an error that says what to check, without the password', async () => {
    const url = `postgres://emulator:${ENCODED}@127.0.0.1:1/state?password=${ENCODED}`;
    const problem = await problemOf(new SharedCores().start(url));
    expect(problem).toContain('postgres://127.0.0.1:1/state');
    expect(problem).toContain('PostgreSQL is running');
    expect(problem).not.toContain('word-4310');
  });
});

describe.skipIf(noPostgres !== undefined)('a database', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  const cores = new SharedCores();
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterEach(() => cores.close());
  afterAll(() => postgres?.remove());

  test('that a newer version has written is refused, and stays as it is', async () => {
    const url = await postgres.createDatabase();
    await cores.start(url);
    await cores.close();
    await postgres.query('INSERT INTO expensify_emulator.migrations (version) VALUES (99)', url);
    const problem = await problemOf(cores.start(url));
    expect(problem).toContain('newer version of expensify-emulator (99');
    expect(problem).toContain('Upgrade');
    expect(await postgres.query('SELECT max(version) AS version FROM expensify_emulator.migrations', url)).toEqual([{ version: 99 }]);
  });

  test('gets its tables once when many processes start at the same moment, and each process gets its own number', async () => {
    const url = await postgres.createDatabase();
    const databases = await Promise.all(Array.from({ length: 6 }, () => openDatabase(url)));
    const numbers = await Promise.all(
      databases.map(async (database) => {
        const session = await database.session();
        const number = await migrate(session.run);
        session.release(false);
        return number;
      }),
    );
    await Promise.all(databases.map((database) => database.close()));
    expect([...numbers].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await postgres.query('SELECT version FROM expensify_emulator.migrations', url)).toEqual([{ version: 1 }, { version: 2 }]);
  });

  test('with the tables of the first version is upgraded, and its changes are kept', async () => {
    const url = await postgres.createDatabase();
    const { emulator } = await cores.start(url);
    await updateEmployees(emulator, [newcomer({ employeeID: 'early' })]);
    await cores.close();
    await postgres.query('ALTER TABLE expensify_emulator.entries DROP COLUMN request', url);
    await postgres.query('DELETE FROM expensify_emulator.migrations WHERE version = 2', url);
    const { core } = await cores.start(url);
    expect(JSON.stringify(core.snapshot())).toContain('early');
    expect(core.history.stepsOf('acme').map(({ cause }) => cause)).toEqual([undefined]);
  });

  test('gets one state when several processes with different seeds start at the same moment', async () => {
    const url = await postgres.createDatabase();
    const all = await Promise.all(['demo', 'faker:1:3', 'faker:2:4'].map((seed) => cores.start(url, { seed })));
    for (const { core } of all) await core.sharing?.caughtUp();
    const [first, ...others] = all.map(({ core }) => core.snapshot());
    for (const other of others) expect(other).toEqual(first);
  });

  test('that stops responding is a 503 with a text, in time, and nothing is half made when it responds again', async () => {
    const url = await postgres.createDatabase();
    const limits = { lock: 400, query: 500, idle: 2000 };
    const one = await cores.start(url, {}, { limits });
    const before = one.core.snapshot();
    postgres.pause();
    try {
      const body = new URLSearchParams({ requestJobDescription: JSON.stringify({ ...POLICY_LIST, credentials: one.core.credentials }) });
      const response = await one.core.fetch(one.emulator.endpoint, { method: 'POST', body });
      expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('database')]);
    } finally {
      postgres.resume();
    }
    await expect.poll(() => sendJob(one.emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
    expect(one.core.snapshot()).toEqual(before);
    expect(one.problems.join()).toContain('A request was not kept');
  });

  test('that refuses a commit leaves memory as it was before the request', async () => {
    const url = await postgres.createDatabase();
    const one = await cores.start(url);
    const before = one.core.snapshot();
    await postgres.query('ALTER TABLE expensify_emulator.entries ADD CONSTRAINT none CHECK (version < 0)', url);
    await expect(updateEmployees(one.emulator, [newcomer()])).rejects.toThrow();
    await postgres.query('ALTER TABLE expensify_emulator.entries DROP CONSTRAINT none', url);
    expect(await sendJob(one.emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
    expect(one.core.snapshot()).toEqual(before);
    expect(await updateEmployees(one.emulator, [newcomer()])).toMatchObject({ responseCode: 200 });
  });

  test('that the whole state does not fit into takes back a reset', async () => {
    const url = await postgres.createDatabase();
    const [one, two] = [await cores.start(url), await cores.start(url)];
    await updateEmployees(one.emulator, [newcomer()]);
    const before = one.core.snapshot();
    await postgres.query('ALTER TABLE expensify_emulator.state ADD CONSTRAINT none CHECK (epoch < 2)', url);
    await expect(one.core.resetInSlices()).rejects.toThrow('none');
    await postgres.query('ALTER TABLE expensify_emulator.state DROP CONSTRAINT none', url);
    for (const { core } of [one, two]) {
      await core.sharing?.caughtUp();
      expect(core.snapshot()).toEqual(before);
    }
  });

  test('keeps the whole state in place of many changes, and processes that have not seen them load it', async () => {
    const url = await postgres.createDatabase();
    const one = await cores.start(url, {}, { maxEntries: 10 });
    const late = await cores.start(url, {}, { maxEntries: 10 });
    for (let index = 0; index < 35; index++) await updateEmployees(one.emulator, [newcomer({ customField1: `value ${index}` })]);
    const entries = () => postgres.query('SELECT count(*)::int AS count FROM expensify_emulator.entries', url);
    await expect.poll(entries).toEqual([{ count: expect.toSatisfy((count: number) => count < 15) }]);
    await late.core.sharing?.caughtUp();
    const { snapshot } = await cores.start(url).then(({ core }) => core);
    expect(snapshot()).toEqual(one.core.snapshot());
    expect(late.core.snapshot()).toEqual(one.core.snapshot());
    // Versions go on, so a change through the other process follows.
    expect(await updateEmployees(late.emulator, [newcomer({ customField1: 'last' })])).toMatchObject({ responseCode: 200 });
    await one.core.sharing?.caughtUp();
    expect(one.core.snapshot()).toEqual(late.core.snapshot());
  });

  test('contains no secret of credentials in any table', async () => {
    const url = await postgres.createDatabase();
    const { core, emulator } = await cores.start(url, { rateLimit: 'advise' });
    const created = await core.alone(() => core.directory.createCompany('Team'));
    await sendJob(emulator, POLICY_LIST);
    await sendJob(emulator, { ...POLICY_LIST, credentials: created.credentials });
    await core.seed('faker:1:3');
    const tables = ['state', 'seed', 'entries', 'scopes', 'windows', 'journal', 'outbox'];
    const rows = await Promise.all(tables.map((table) => postgres.query(`SELECT * FROM expensify_emulator.${table}`, url)));
    const text = JSON.stringify(rows);
    expect(text).toContain(core.credentials.partnerUserID);
    for (const { partnerUserSecret } of [created.credentials, core.credentials]) expect(text).not.toContain(partnerUserSecret);
  });
});
