import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noPostgres, startPostgres, type TestPostgres } from '../support/postgres.js';
import { cleanUpPrograms, runProgram, temporaryFolder } from '../support/program.js';
import { ask, read, type SharedEmulator, send, startShared, until, write } from '../support/shared-emulators.js';

cleanUpPrograms();

describe.skipIf(noPostgres !== undefined)('several processes with one database', () => {
  let postgres: TestPostgres;
  let state: string;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.remove());

  async function start(count: number): Promise<[SharedEmulator, SharedEmulator, ...SharedEmulator[]]> {
    state = await postgres.createDatabase();
    const [one, two, ...more] = await Promise.all(Array.from({ length: count }, () => startShared(state)));
    if (one === undefined || two === undefined) throw new Error('too few');
    return [one, two, ...more];
  }

  const post = (url: string, body: unknown) => ask(url, { method: 'POST', body: JSON.stringify(body) });

  test('no update of a company is lost when two processes make them at once, and each process shows all', async () => {
    const both = await start(2);
    const [{ credentials }] = both;
    const people = Array.from({ length: 40 }, (_, index) => `p${index}`);
    const replies = await Promise.all(people.map((person, index) => write(both[index % 2] ?? both[0], credentials, person, 'added')));
    expect(replies.map(({ status, json }) => [status, json.responseCode])).toEqual(people.map(() => [200, 200]));
    for (const emulator of both) {
      const found = await read(emulator, credentials);
      expect(people.filter((person) => found?.get(person) !== 'added')).toEqual([]);
    }
  });

  test('a confirmed write is seen by a read through another process', async () => {
    const [one, two] = await start(2);
    for (let count = 0; count < 30; count++) {
      const [from, to] = count % 2 === 0 ? [one, two] : [two, one];
      await write(from, one.credentials, 'someone', `value ${count}`);
      expect((await read(to, one.credentials))?.get('someone')).toBe(`value ${count}`);
    }
  });

  test('a company that the console of one process created is known to the others, and so are its credentials', async () => {
    const [one, two] = await start(2);
    const created = await post(`${one.consoleUrl}/_emulator/companies`, { name: 'Team' });
    expect(created.status).toBe(201);
    const { credentials, policies } = created.json;
    expect((await read(two, credentials, policies[0].id))?.size).toBeGreaterThan(0);
  });

  test('a fault that was armed for five requests fires five times in all', async () => {
    const all = await start(3);
    const [one] = all;
    expect((await post(`${one.consoleUrl}/_emulator/faults`, { responseCode: 666, times: 5 })).status).toBe(201);
    const job = { type: 'get', inputSettings: { type: 'policyList' } };
    const replies = await Promise.all(Array.from({ length: 45 }, (_, index) => send(all[index % 3] ?? one, one.credentials, job)));
    expect(replies.filter(({ json }) => json.responseCode === 666)).toHaveLength(5);
    expect(replies.filter(({ json }) => json.responseCode === 200)).toHaveLength(40);
  });

  test('the rate limit counts the requests of all processes', async () => {
    const state = await postgres.createDatabase();
    const all = await Promise.all([1, 2].map(() => startShared(state, ['--rate-limit', 'enforce'])));
    const job = { type: 'get', inputSettings: { type: 'policyList' } };
    const statuses: number[] = [];
    for (let count = 0; count < 8; count++) {
      const emulator = all[count % 2];
      if (emulator !== undefined) statuses.push((await send(emulator, emulator.credentials, job)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  });

  test('the console of each process shows the exchanges of all, which say who responded', async () => {
    const [one, two] = await start(2);
    await write(one, one.credentials, 'someone', '1');
    await write(two, one.credentials, 'someone', '2');
    for (const { consoleUrl } of [one, two]) {
      const { json } = await ask(`${consoleUrl}/_emulator/journal`);
      expect(json.entries.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
      expect(json.entries.map(({ process }: { process: string }) => process.split(':').at(-1))).toEqual(
        [one, two].map(({ program }) => String(program.child.pid)),
      );
    }
  });

  test('a reset through one process is a reset of all, and so is the clock', async () => {
    const [one, two] = await start(2);
    await write(one, one.credentials, 'someone', '1');
    await post(`${one.consoleUrl}/_emulator/clock`, { set: '2030-01-01T00:00:00Z' });
    expect((await ask(`${two.consoleUrl}/_emulator/clock`)).json.now).toBe('2030-01-01T00:00:00.000Z');
    expect((await post(`${two.consoleUrl}/_emulator/reset`, {})).status).toBe(204);
    expect((await read(one, one.credentials))?.has('someone')).toBe(false);
    expect((await ask(`${one.consoleUrl}/_emulator/clock`)).json.isStopped).toBe(false);
    expect((await write(one, one.credentials, 'someone', '3')).status).toBe(200);
    expect((await read(two, one.credentials))?.get('someone')).toBe('3');
  });

  test('a lost database is a 503 with a text, and needs no restart once it is back', async () => {
    const [one, two] = await start(2);
    await write(one, one.credentials, 'someone', 'before');
    await postgres.stop();
    const tooLarge = await fetch(one.endpoint, { method: 'POST', body: 'x'.repeat(33 * 1024 * 1024) });
    expect(tooLarge.status).toBe(413);
    const lost = await write(one, one.credentials, 'someone', 'lost');
    expect([lost.status, lost.body]).toEqual([503, expect.stringContaining('database')]);
    expect((await ask(`${one.consoleUrl}/_emulator/journal`)).status).toBe(503);
    await postgres.start();
    await until('the database is used again', async () => (await write(two, one.credentials, 'other', 'after')).status === 200);
    await until('by both', async () => (await read(one, one.credentials)) !== undefined);
    const found = await read(one, one.credentials);
    expect([found?.get('someone'), found?.get('other')]).toEqual(['before', 'after']);
  });

  test('connections that the database ends are made again, and nothing confirmed is lost', async () => {
    const both = await start(2);
    const [{ credentials }] = both;
    const confirmed: string[] = [];
    const writing = Array.from({ length: 60 }, async (_, index) => {
      await sleep(index * 10);
      const { status } = await write(both[index % 2] ?? both[0], credentials, `p${index}`, 'added');
      if (status === 200) confirmed.push(`p${index}`);
    });
    for (let count = 0; count < 8; count++) {
      await sleep(60);
      await postgres.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'expensify-emulator'`);
    }
    await Promise.all(writing);
    for (const emulator of both) {
      await until('it responds', async () => (await read(emulator, credentials)) !== undefined);
      const found = await read(emulator, credentials);
      expect(confirmed.filter((person) => found?.get(person) !== 'added')).toEqual([]);
    }
  });

  test('a process that is paused with the lock of a company loses it, and its own request is not half made', async () => {
    const [one, two] = await start(2);
    await post(`${one.consoleUrl}/_emulator/faults`, { latencyMs: 1500, times: 1 });
    const slow = write(one, one.credentials, 'someone', 'paused');
    await sleep(700);
    one.program.child.kill('SIGSTOP');
    expect((await write(two, one.credentials, 'someone', 'other')).status).toBe(200);
    one.program.child.kill('SIGCONT');
    expect((await slow).status).toBe(503);
    for (const emulator of [one, two]) expect((await read(emulator, one.credentials))?.get('someone')).toBe('other');
  });

  test('a process that ends by SIGTERM finishes a slow request that it has begun, takes no new one, and exits with 0', async () => {
    const [one, two] = await start(2);
    await post(`${one.consoleUrl}/_emulator/faults`, { latencyMs: 2000, times: 1 });
    const slow = write(one, one.credentials, 'someone', 'slow');
    const fired = async () =>
      (await ask(`${two.consoleUrl}/_emulator/faults`)).json.faults.every((fault: { fired: number }) => fault.fired > 0);
    await until('the request has begun', fired);
    one.program.child.kill('SIGTERM');
    await until('no new connection is accepted', async () => (await ask(one.endpoint)).status === 0);
    expect((await slow).json.responseCode).toBe(200);
    expect((await one.program.ended()).code).toBe(0);
    expect((await read(two, one.credentials))?.get('someone')).toBe('slow');
  });

  test('without its database a process is not healthy, which the command healthcheck says without an address, until the database is back', async () => {
    const [one] = await start(2);
    const { port } = new URL(one.consoleUrl);
    const healthcheck = () => runProgram(['healthcheck', '--url', `http://127.0.0.1:${port}`]).ended();
    expect((await healthcheck()).code).toBe(0);
    await postgres.stop();
    const health = await ask(`${one.consoleUrl}/_emulator/health`);
    expect([health.status, health.json]).toEqual([503, { status: 'degraded', problem: expect.stringContaining('database') }]);
    expect(await healthcheck()).toMatchObject({ code: 1, stderr: expect.stringContaining('The database of the state does not respond') });
    await postgres.start();
    await until('it is healthy', async () => (await healthcheck()).code === 0);
  });

  test('without its database, an emulator in the background is found, says what is wrong, and is stopped', async () => {
    const cwd = temporaryFolder();
    const env = { XDG_RUNTIME_DIR: temporaryFolder(), EXPENSIFY_EMULATOR_STATE: await postgres.createDatabase() };
    const say = (...args: string[]) => runProgram(args, { cwd, env }).ended();
    expect(await say('start', '--detach', '--quiet', '--port', '0', '--console-port', '0')).toMatchObject({ code: 0, stderr: '' });
    await postgres.stop();
    try {
      const found = expect.stringMatching(/^Endpoint .*\nProblem {3}The database of the state does not respond\.\n$/s);
      expect(await say('status')).toMatchObject({ code: 0, stdout: found });
      const problem = expect.stringMatching(
        /^expensify-emulator: The emulator at http:.* can't list its requests: The database of the state can't be used \(connect ECONNREFUSED .*\)\.$/m,
      );
      expect(await say('logs')).toMatchObject({ code: 2, stderr: problem });
      expect(await say('stop')).toMatchObject({ code: 0, stdout: expect.stringContaining('Stopped') });
      expect(await say('status')).toMatchObject({ code: 1 });
    } finally {
      await postgres.start();
    }
  });

  test('samples that are sent through several consoles at once are exchanges of their own, and leave no fault behind', async () => {
    const both = await start(2);
    const sent = await Promise.all(
      Array.from({ length: 12 }, (_, index) => post(`${(both[index % 2] ?? both[0]).consoleUrl}/_emulator/samples/rate-limited`, {})),
    );
    const exchanges = sent.flatMap(({ json }) => json.exchanges);
    expect(new Set(exchanges).size).toBe(exchanges.length);
    expect((await ask(`${both[0].consoleUrl}/_emulator/faults`)).json.faults).toEqual([]);
  });

  test('a process that ends by SIGTERM finishes its requests, and the others go on', async () => {
    const [one, two] = await start(2);
    const writing = Array.from({ length: 10 }, (_, index) => write(one, one.credentials, `p${index}`, 'added'));
    await sleep(30);
    one.program.child.kill('SIGTERM');
    const replies = await Promise.all(writing);
    expect((await one.program.ended()).code).toBe(0);
    const found = await read(two, one.credentials);
    const confirmed = replies.flatMap(({ status }, index) => (status === 200 ? [`p${index}`] : []));
    expect(confirmed.filter((person) => found?.get(person) !== 'added')).toEqual([]);
  });
});
