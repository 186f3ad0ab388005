import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ENDPOINT_PATH } from '../../src/protocol/endpoint.js';
import { version } from '../../src/util/version.js';
import { type Answer, sendJob } from '../support/emulator.js';
import { MAIN, newcomer } from '../support/people.js';
import { cleanUpPrograms, type Ready, runProgram, startProgram, temporaryFolder } from '../support/program.js';
import { formOf, openClient, POLICY_LIST, rawPost } from '../support/raw-http.js';
import { ROOT } from '../support/root.js';
import { until } from '../support/until.js';

cleanUpPrograms();

/** A job sent to a started program. */
const send = (ready: Ready, job: object, fields?: Record<string, unknown>): Promise<Answer> =>
  sendJob({ ...ready, fetch } as unknown as Parameters<typeof sendJob>[0], job, fields);

const UPDATE = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };

test('with --json one line says all that a program needs, and it works', async () => {
  const program = startProgram();
  const ready = await program.ready();
  expect(ready).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/),
    endpoint: `${ready.url}${ENDPOINT_PATH}`,
    consoleUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/),
    credentials: { partnerUserID: 'aa_owner_acme_example', partnerUserSecret: expect.stringMatching(/^[0-9a-f]{40}$/) },
    policies: expect.arrayContaining([{ id: MAIN, name: 'Acme Headquarters' }]),
  });
  expect(await send(ready, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  expect((await fetch(`${ready.consoleUrl}/_emulator/health`)).status).toBe(200);
  program.child.kill('SIGTERM');
  expect(await program.ended()).toEqual({ code: 0, stdout: `${JSON.stringify(ready)}\n`, stderr: '' });
});

test('start is what the program does when nothing is said', async () => {
  const program = runProgram(['start', '--port', '0', '--console-port', '0', '--json']);
  expect((await program.ready()).policies).toHaveLength(3);
});

test('for a person it prints where, who, what, and a curl line that works as it stands', async () => {
  const program = runProgram(['--port', '0', '--console-port', '0']);
  await until(program.stdout).toContain('Press Ctrl+C to stop.');
  const banner = program.stdout();
  for (const said of [ENDPOINT_PATH, 'aa_owner_acme_example', MAIN, 'Console ']) expect(banner).toContain(said);
  const [, endpoint = '', job = ''] = /curl -s (\S+) --data-urlencode 'requestJobDescription=(.*)'/.exec(banner) ?? [];
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams({ requestJobDescription: job }) });
  expect(await response.json()).toMatchObject({ responseCode: 200 });
});

test('with --quiet it says nothing', async () => {
  const state = join(temporaryFolder(), 'state.json');
  const program = runProgram(['--port', '0', '--console-port', '0', '--quiet', '--state', state]);
  await until(() => existsSync(state)).toBe(true);
  program.child.kill('SIGTERM');
  expect(await program.ended()).toEqual({ code: 0, stdout: '', stderr: '' });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s lets what is in flight finish, saves the state and exits 0', async (signal) => {
  const state = join(temporaryFolder(), 'state.json');
  const program = startProgram(['--state', state]);
  const ready = await program.ready();
  await arm(ready, { latencyMs: 300 });
  const answer = send(ready, UPDATE, { data: [newcomer()] });
  await until(() => firedFaults(ready)).toBe(1);
  program.child.kill(signal);
  expect(await answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 1 });
  expect(await program.ended()).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(state, 'utf8')).toContain(String(newcomer().employeeEmail));
});

test('a request that its client has given up does not keep the program from ending', async () => {
  const program = startProgram();
  const ready = await program.ready();
  await arm(ready, { latencyMs: 600_000 });
  const client = await openClient(ready.url);
  client.socket.write(rawPost(formOf(ready, POLICY_LIST)));
  await until(() => firedFaults(ready)).toBe(1);
  client.socket.destroy();
  program.child.kill('SIGTERM');
  expect(await program.ended()).toMatchObject({ code: 0 });
}, 8000);

test('a second signal ends the emulator at once, unless it comes so soon that npm has repeated the first one', async () => {
  const program = startProgram();
  const ready = await program.ready();
  await arm(ready, { latencyMs: 600_000 });
  const client = await openClient(ready.url);
  client.socket.write(rawPost(formOf(ready, POLICY_LIST)));
  await until(() => firedFaults(ready)).toBe(1);
  program.child.kill('SIGINT');
  program.child.kill('SIGINT');
  await until(() => listens(ready.url)).toBe(false);
  expect(program.child.exitCode).toBe(null);
  await until(() => program.child.kill('SIGINT')).toBe(false);
  expect(await program.ended()).toMatchObject({ code: 1 });
});

const listens = (url: string): Promise<boolean> =>
  openClient(url).then(
    ({ socket }) => Boolean(socket.destroy()),
    () => false,
  );

test('a second start says what runs already, and how to reach it', async () => {
  const first = startProgram();
  const ready = await first.ready();
  // The first request loads the console, which takes long on a busy machine.
  await (await fetch(`${ready.consoleUrl}/_emulator/health`)).arrayBuffer();
  const [port, consolePort] = [ready.url, ready.consoleUrl].map((url) => new URL(url).port) as [string, string];
  const running = `An emulator is already running (process ${first.child.pid}). Endpoint: ${ready.endpoint}, console: ${ready.consoleUrl}. Stop it with: npx expensify-emulator stop --url ${ready.consoleUrl}, or start another one on free ports with: npx expensify-emulator start --port 0.`;
  expect(await runProgram(['--port', port, '--console-port', consolePort]).ended()).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(running),
  });
  // Only the console of the other emulator tells whose port it is.
  expect(await runProgram(['--port', port, '--console-port', '0']).ended()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
  });
});

test('two programs on one state file are not let in; after a kill -9 the next one is', async () => {
  const state = join(temporaryFolder(), 'state.json');
  const first = startProgram(['--state', state]);
  await first.ready();
  expect(await startProgram(['--state', state]).ended()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`is in use by process ${first.child.pid}. Stop it first`),
  });
  first.child.kill('SIGKILL');
  await first.ended();
  await startProgram(['--state', state]).ready();
});

test('a state file whose folder is missing ends the start with 2 and says which folder to make', async () => {
  const { code, stdout, stderr } = await startProgram(['--state', 'nowhere/state.json']).ended();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/Can't write the state file nowhere\/state\.json: create the folder nowhere first/);
});

test('a state file that can no longer be written is reported, and the program goes on', async () => {
  const folder = join(temporaryFolder(), 'states');
  mkdirSync(folder);
  const program = startProgram(['--state', join(folder, 'state.json')]);
  const ready = await program.ready();
  rmSync(folder, { recursive: true });
  expect(await send(ready, UPDATE, { data: [newcomer()] })).toMatchObject({ responseCode: 200 });
  await until(program.stderr).toMatch(/Can't write the state file .*states\/state\.json/);
  expect(await send(ready, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  program.child.kill('SIGTERM');
  expect(await program.ended()).toMatchObject({ code: 2 });
});

const arm = (ready: Ready, fault: object) => fetch(`${ready.consoleUrl}/_emulator/faults`, { method: 'POST', body: JSON.stringify(fault) });

async function firedFaults(ready: Ready): Promise<number | undefined> {
  const { faults } = (await (await fetch(`${ready.consoleUrl}/_emulator/faults`)).json()) as { faults: { fired: number }[] };
  return faults[0]?.fired;
}

test('each option does what it says', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'seed.yaml'), SEED);
  const program = startProgram(
    [
      '--seed',
      'seed.yaml',
      '--rate-limit',
      'enforce',
      '--clock',
      '2026-01-31T09:00:00Z',
      '--no-headers',
      '--body-limit',
      '5000',
      '--console-token',
      'sesame',
    ],
    { cwd: folder },
  );
  const ready = await program.ready();
  expect(ready.policies).toEqual([{ id: '0123456789ABCDEF', name: 'Only' }]);
  const responses = [];
  for (let count = 0; count < 6; count++)
    responses.push(await fetch(ready.endpoint, { method: 'POST', body: new URLSearchParams(formOf(ready, POLICY_LIST)) }));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(responses.some(({ headers }) => headers.has('x-emulator-advisory'))).toBe(false);
  expect((await fetch(ready.endpoint, { method: 'POST', body: 'a'.repeat(5001) })).status).toBe(413);
  expect((await fetch(`${ready.consoleUrl}/_emulator/clock`)).status).toBe(401);
  const clock = await fetch(`${ready.consoleUrl}/_emulator/clock`, { headers: { authorization: 'Bearer sesame' } });
  expect(await clock.json()).toEqual({ now: '2026-01-31T09:00:00.000Z', isStopped: true });
});

const SEED = `
companies:
  - name: Tiny
    domains: [tiny.example]
    domainAdmins: [boss@tiny.example]
    policies: [{ id: 0123456789ABCDEF, name: Only }]
`;

test('--allow-host may be repeated, and lets feeds come from these hosts only', async () => {
  const feed = createServer((_request, response) => response.end(JSON.stringify([newcomer()])));
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
  const address = feed.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const program = startProgram(['--allow-host', 'feed.example', '--allow-host', `127.0.0.1:${port}`]);
  const ready = await program.ready();
  const download = (host: string) =>
    send(ready, {
      ...UPDATE,
      dataSource: 'download',
      credentials: { ...ready.credentials, feedUrl: `http://${host}:${port}/`, feedUser: 'u', feedPassword: 'p' },
    });
  expect(await download('127.0.0.1')).toMatchObject({ responseCode: 200, updatedEmployeesCount: 1 });
  expect(await download('localhost')).not.toMatchObject({ responseCode: 200 });
  feed.close();
});

test('a pair of a restored state still works and is printed again', async () => {
  const state = join(temporaryFolder(), 'state.json');
  const first = startProgram(['--state', state]);
  const before = await first.ready();
  const made = await fetch(`${before.consoleUrl}/_emulator/credentials`, { method: 'POST', body: '{"actsAs":"mia.manager@acme.example"}' });
  const pair = (await made.json()) as Ready['credentials'];
  await send(before, UPDATE, { data: [newcomer()] });
  first.child.kill('SIGTERM');
  await first.ended();
  for (const secret of [before.credentials.partnerUserSecret, pair.partnerUserSecret]) {
    expect(readFileSync(state, 'utf8')).not.toContain(secret);
  }
  const after = await startProgram(['--state', state]).ready();
  expect(after.credentials).toEqual(before.credentials);
  expect(after.policies).toEqual(before.policies);
  expect(await send(after, { ...POLICY_LIST, credentials: pair })).toMatchObject({ responseCode: 200 });
  const job = { type: 'get', inputSettings: { type: 'policy', policyIDList: [MAIN], fields: ['employees'] } };
  expect((await send(after, job)).policyInfo[MAIN].employees).toContainEqual(expect.objectContaining({ email: newcomer().employeeEmail }));
});

test('a damaged state file ends the start with 2, is kept, and the next start is fresh', async () => {
  const state = join(temporaryFolder(), 'state.json');
  writeFileSync(state, '{"version":1,"ran');
  const { code, stdout, stderr } = await startProgram(['--state', state]).ended();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^expensify-emulator: The state file .* is damaged .*\n$/);
  expect(readFileSync(`${state}.damaged-1`, 'utf8')).toBe('{"version":1,"ran');
  expect((await startProgram(['--state', state]).ready()).policies).toHaveLength(3);
  expect(readFileSync(`${state}.damaged-1`, 'utf8')).toBe('{"version":1,"ran');
});

const FLOW = join(ROOT, 'examples/okta-flow/provision.flow');

test.each([[['--help']], [['flow', 'graph', FLOW]], [['--port', '0', '--console-port', '0']]])(
  '%j ends quietly when nobody reads what it prints',
  async (args) => {
    const program = runProgram(args);
    program.child.stdout?.destroy();
    expect(await program.ended()).toEqual({ code: 0, stdout: '', stderr: '' });
  },
);

test.skipIf(!existsSync('/dev/full')).each([[['--help']], [['flow', 'graph', FLOW]], [['--port', '0', '--console-port', '0']]])(
  '%j says in one line that a full disk takes nothing, and exits 1',
  async (args) => {
    const disk = openSync('/dev/full', 'w');
    const program = runProgram(args, { stdout: disk });
    closeSync(disk);
    expect(await program.ended()).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^expensify-emulator: Can't write to stdout: ENOSPC: no space left on device[^\n]*\n$/),
    });
  },
);

test('--version is the version of package.json', async () => {
  expect(await runProgram(['--version']).ended()).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
});

test('--help exits 0 and names the commands', async () => {
  const { code, stdout } = await runProgram(['--help']).ended();
  expect(code).toBe(0);
  for (const command of ['start', 'healthcheck', 'credentials', 'contract', 'init']) expect(stdout).toContain(command);
});
