import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { buildFlow } from '../../src/flows/index.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import { oktaUser } from '../flows/fixtures/users.js';
import { createScimStub, type ScimStub, STUB_TOKEN } from '../support/okta-scim-stub.js';
import { cleanUpPrograms, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';
import { cleanUpServed, serve } from '../support/serve.js';

cleanUpPrograms();
cleanUpServed();

const ED = oktaUser('00uEd', { login: 'ed.engineer@acme.example' });
const SAM = oktaUser('00uSam', { login: 'sam.seller@acme.example' });
const NINA = oktaUser('00uNina', { login: 'nina.newcomer@acme.example' });
const TOKEN = { EXPENSIFY_SCIM_TOKEN: STUB_TOKEN };

let stub: ScimStub;
let url = '';
let folder = '';
beforeEach(async () => {
  stub = createScimStub();
  url = await serve(stub.listener);
  folder = temporaryFolder();
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const simulate = (event: string, args: readonly string[], env: Record<string, string> = TOKEN) =>
  runHere(['okta-scim', 'simulate', '--event', event, ...args], env);
const users = (...people: object[]) => ['--users', file('users.json', people.length === 0 ? [ED, SAM] : people)];

test('deactivate prints a row for each user and exits 0', async () => {
  const { code, stdout, stderr } = await simulate('deactivate', [...users(), '--url', url]);
  expect({ code, stderr, active: stub.users.map(({ active }) => active) }).toEqual({ code: 0, stderr: '', active: [false, false, false] });
  expect(stdout).toBe(`SCIM service: ${url}/scim/v2

USER                      EVENT       REQUEST                       STATUS  OUTCOME
ed.engineer@acme.example  deactivate  PATCH /Users/1001             200     ✓ deactivated
sam.seller@acme.example   deactivate  PATCH /Users/1002             200     ✓ deactivated
`);
});

test('--user chooses users by login or id, and --app custom sends a PUT', async () => {
  const { code } = await simulate('unassign', [...users(), '--user', '00uSam', '--url', `${url}/scim/v2/`, '--app', 'custom']);
  expect({ code, active: stub.users.map(({ active }) => active) }).toEqual({ code: 0, active: [true, false, false] });
  expect(stub.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT']);
});

test('exits 1 if the service does not know a user, after it has processed the others', async () => {
  const { code, stdout } = await simulate('assign', [...users(NINA, ED), '--url', url]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^nina\.newcomer@acme\.example +assign +GET \/Users +200 +! The service has no user with this userName\./m);
  expect(stdout).toMatch(/^ed\.engineer@acme\.example +assign .* ✓ linked to the user 1001$/m);
});

test('--trace prints every request and response, without the token', async () => {
  const { stdout } = await simulate('reactivate', [...users(ED), '--url', url, '--trace']);
  expect(stdout).toContain('  → GET /Users?filter=userName%20eq%20%22ed.engineer%40acme.example%22&startIndex=1&count=100\n  ← 200 {');
  expect(stdout).toMatch(/ {2}→ PATCH \/Users\/1001\n {4}\{.*"active":true.*\n {2}← 200 \{.* \(\d+ ms\)\n/);
  expect(stdout).not.toContain(STUB_TOKEN);
});

test('--json prints one line with the results', async () => {
  const { code, stdout } = await simulate('deactivate', [...users(ED), '--url', url, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    url: `${url}/scim/v2`,
    app: 'catalogue',
    event: 'deactivate',
    results: [{ user: 'ed.engineer@acme.example', status: 'done', trace: [{}, { request: { method: 'PATCH' } }] }],
  });
  expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 0, lines: 2 });
});

test('import prints the users and writes them as an Okta users file that the next command takes', async () => {
  const out = join(folder, 'imported.json');
  const { code, stdout } = await simulate('import', ['--url', url, '--out', out]);
  expect(code).toBe(0);
  expect(stdout).toContain('  liz.left@acme.example (liz left), deactivated\n');
  expect(stdout).toContain('✓ imported 3 users');
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject([
    { status: 'ACTIVE', profile: { login: 'ed.engineer@acme.example', firstName: 'ed', lastName: 'engineer' } },
    { status: 'ACTIVE' },
    { status: 'DEPROVISIONED' },
  ]);
  expect((await simulate('deactivate', ['--users', out, '--url', url])).code).toBe(0);
});

test('a wrong token exits 1 and is not printed', async () => {
  const args = ['--url', url, '--trace', '--token', 'hunter2hunter2'];
  const { code, stdout, stderr } = await simulate('test', args);
  expect(code).toBe(1);
  expect(stdout).toContain('✗ The credentials could not be verified: the service returned HTTP 401');
  expect(stderr).toContain('--token is visible in the process list');
  expect(stdout + stderr).not.toContain('hunter2');
});

test.each([
  ['deactivate', [], /--event deactivate needs the Okta users\. Pass a file with --users\./],
  ['import', ['--user', 'x'], /--user does not work with --event import/],
  ['test', ['--out', 'x.json'], /--out only works with --event import/],
  ['provision', [], /argument 'provision' is invalid. Allowed choices are test, assign/],
  ['test', ['--url', 'http://user:hunter2@127.0.0.1'], /must not contain a user name or password/],
  ['test', ['--url', 'scim.acme.example'], /--url must be an http or https URL/],
  ['test', ['--console', 'http://127.0.0.1:1'], /No emulator answers at http:\/\/127\.0\.0\.1:1\. .* with --console/],
])('--event %s with %j is wrong usage', async (event, args, message) => {
  const { code, stdout, stderr } = await simulate(event, args);
  expect(stderr).toMatch(message);
  expect({ code, stdout, hasSecret: stderr.includes('hunter2') }).toEqual({ code: 2, stdout: '', hasSecret: false });
});

test('a URL without a token asks for the environment variable', async () => {
  const { code, stderr } = await simulate('test', ['--url', url], {});
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'expensify-emulator: The SCIM URL needs its token. Set the environment variable EXPENSIFY_SCIM_TOKEN.\n',
  });
});

test('a user who is not in the file, or does not have the app, is wrong usage', async () => {
  const apps = { users: [ED, SAM], apps: [{ id: '0oa1', label: 'Expensify', users: ['00uEd'] }] };
  const people = ['--users', file('apps.json', apps), '--url', url];
  expect((await simulate('deactivate', [...people, '--user', 'ed.enginer@acme.example'])).stderr).toContain(
    "Did you mean 'ed.engineer@acme.example'?",
  );
  expect((await simulate('deactivate', [...people, '--user', '00uSam'])).stderr).toContain('Add the id 00uSam to the users of the app.');
  expect((await simulate('assign', [...people, '--user', '00uSam'])).code).toBe(0);
  await simulate('deactivate', people);
  expect(stub.users.map(({ active }) => active)).toEqual([false, true, false]);
});

test('--out never replaces the file of --users', async () => {
  const people = users();
  const { code, stderr } = await simulate('import', [...people, '--url', url, '--out', join(folder, 'users.json')]);
  expect(code).toBe(2);
  expect(stderr).toContain('--out would overwrite');
});

/** An emulator whose SCIM is on, and how a command finds it. */
async function withEmulator(scim: boolean, work: (emulator: Emulator, env: Record<string, string>) => Promise<void>): Promise<void> {
  const emulator = await createEmulator({ port: 0, consolePort: 0, scim });
  try {
    await work(emulator, { EXPENSIFY_EMULATOR_CONSOLE_PORT: new URL(emulator.consoleUrl).port });
  } finally {
    await emulator.close();
  }
}

test('without --url, the SCIM service and token of the running emulator are used', async () => {
  await withEmulator(true, async (_emulator, env) => {
    const { code, stdout } = await simulate('deactivate', users(ED), { ...env, EXPENSIFY_SCIM_TOKEN: 'of-a-real-service' });
    expect(stdout).toContain('✓ deactivated');
    expect(code).toBe(0);
  });
});

test('the URL and the token of the environment, as env prints them, are enough', async () => {
  await withEmulator(true, async ({ scim }) => {
    const env = { EXPENSIFY_SCIM_URL: scim?.url ?? '', EXPENSIFY_SCIM_TOKEN: scim?.token ?? '' };
    expect((await simulate('test', [], env)).code).toBe(0);
  });
});

test('an emulator without SCIM says how to turn it on', async () => {
  await withEmulator(false, async (_emulator, env) => {
    const { code, stderr } = await simulate('test', [], env);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /has no SCIM endpoint\. No domain is set up for SCIM\. Start the emulator with --scim\. To use another service, pass --url\./,
    );
  });
});

const deactivation = () =>
  file(
    'leave.flow',
    buildFlow('Leave', (cards) => {
      cards.helperFlow({});
      cards.card('@okta.deactivateUser', 'Deactivate', { 'User/ID or Login': '00uEd' }, {});
    }),
  );

test('flow run --scim pushes to the private emulator, and shows the requests', async () => {
  const { code, stdout, stderr } = await runHere(['flow', 'run', deactivation(), ...users(ED), '--scim', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    warnings: [],
    requests: [
      { card: 'Deactivate', method: 'GET' },
      { card: 'Deactivate', method: 'PATCH', response: { status: 200 } },
    ],
  });
});

test('flow run --scim-url pushes to another service on an allowed host', async () => {
  const args = ['flow', 'run', deactivation(), ...users(ED), '--scim-url', url, '--scim-app', 'custom'];
  expect((await runHere(args, TOKEN)).stderr).toContain('Allow it with --allow-host 127.0.0.1');
  const { code, stdout } = await runHere([...args, '--allow-host', '127.0.0.1'], TOKEN);
  expect({ code, active: stub.users[0]?.active }).toEqual({ code: 0, active: false });
  expect(stdout).toContain('3 requests');
});

test.each([
  [['--scim'], {}, /--scim needs a file of Okta users/],
  [['--scim-app', 'custom'], {}, /--scim-app only works with --scim/],
  [
    ['--scim', '--okta', 'https://acme.okta.com'],
    { OKTA_API_TOKEN: 'x' },
    /--scim does not work with --okta: an Okta org sends its own SCIM requests/,
  ],
  [['--scim-url', 'nowhere', '--users', 'USERS'], TOKEN, /--scim-url must be an http or https URL/],
  [['--scim', '--target', 'emulator', '--users', 'USERS'], {}, /Set the environment variable EXPENSIFY_SCIM_TOKEN/],
])('flow run %j is wrong usage', async (args, env, message) => {
  const given = args.map((arg) => (arg === 'USERS' ? (users(ED)[1] ?? '') : arg));
  const { code, stderr } = await runHere(['flow', 'run', deactivation(), ...given], env);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
});

test('a case with scim pushes to the emulator of the case', async () => {
  deactivation();
  users(ED);
  const cases = {
    flow: 'leave.flow',
    users: 'users.json',
    cases: [{ name: 'leaves', scim: true, expect: { requests: [{ method: 'GET' }, { method: 'PATCH', status: 200 }] } }],
  };
  const { code, stdout } = await runHere(['flow', 'test', file('cases.yaml', cases)]);
  expect(stdout).toContain('leaves');
  expect(code).toBe(0);
});
