import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { closeServer, listen } from '../../src/server/listen.js';
import { createTestEmulator, readEmployees, sendJob, updateEmployees } from '../support/emulator.js';
import { MAIN, memberOf, newcomer } from '../support/people.js';
import { formOf, openClient, POLICY_LIST, rawPost } from '../support/raw-http.js';
import { until } from '../support/until.js';

let folder: string;
let stateFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  stateFile = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const overHttp = (emulator: Emulator): Emulator => ({ ...emulator, credentials: emulator.credentials, fetch });
const email = String(newcomer().employeeEmail);

test('without a port, only its own fetch reaches it', async () => {
  await using emulator = await createEmulator({ listen: false });
  expect(await sendJob(emulator, POLICY_LIST)).toMatchObject({ responseCode: 200 });
  expect(emulator.consoleUrl).toBe('');
  expect(new URL(emulator.endpoint).hostname).toMatch(/\.invalid$/);
});

test('its fetch accepts a URL, a Request, and every kind of body that fetch accepts', async () => {
  await using emulator = await createTestEmulator();
  const form = formOf(emulator, POLICY_LIST);
  const multipart = new FormData();
  multipart.set('requestJobDescription', new URLSearchParams(form).get('requestJobDescription') ?? '');
  const post = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const responses = [
    emulator.fetch(new URL(emulator.endpoint), { ...post, body: form }),
    emulator.fetch(new Request(emulator.endpoint, { ...post, body: form })),
    emulator.fetch(emulator.endpoint, { ...post, body: new TextEncoder().encode(form) }),
    emulator.fetch(emulator.endpoint, { method: 'POST', body: multipart }),
    emulator.fetch(`${emulator.endpoint}?${form}`),
  ];
  for (const response of responses) expect(await (await response).json()).toMatchObject({ responseCode: 200 });
});

test('its fetch refuses the same requests as the port', async () => {
  await using emulator = await createTestEmulator({ bodyLimit: 100 });
  const status = async (path: string, init?: RequestInit) => (await emulator.fetch(new URL(path, emulator.endpoint), init)).status;
  expect(await status('/elsewhere')).toBe(404);
  expect(await status(emulator.endpoint, { method: 'DELETE' })).toBe(405);
  expect(await status(emulator.endpoint, { method: 'POST', body: 'a'.repeat(101) })).toBe(413);
  expect(emulator.journal.entries().map(({ request, response }) => [response.status, request.bytes])).toEqual([
    [404, 0],
    [405, 0],
    [413, 101],
  ]);
});

test('a request that is refused for its size is in the journal, without its body and its secrets', async () => {
  await using emulator = await createEmulator({ bodyLimit: 100 });
  const sent = [
    { body: 'a'.repeat(101) },
    // Without a length, which only shows while it is read.
    { body: new Blob(['a'.repeat(101)]).stream(), duplex: 'half' },
  ];
  for (const init of sent) {
    const response = await fetch(`${emulator.endpoint}?partnerUserSecret=geheim`, { method: 'POST', ...init } as RequestInit);
    expect(await response.text()).toBe('The body is larger than 100 bytes. Raise the limit with bodyLimit (--body-limit).\n');
  }
  await fetch(new URL('/scim/v2/Users', emulator.endpoint), { method: 'POST', body: 'a'.repeat(101) });
  const entries = emulator.journal.entries();
  expect(entries.map(({ request, response }) => [response.status, request.body])).toEqual([413, 413, 413].map((code) => [code, '']));
  expect(JSON.stringify(entries)).not.toContain('geheim');
});

test('its fetch rejects like the real fetch if a fault cuts the connection', async () => {
  await using emulator = await createTestEmulator();
  emulator.faults.once('connection-reset');
  await expect(sendJob(emulator, POLICY_LIST)).rejects.toThrow(new TypeError('fetch failed'));
});

test('two emulators in one process are independent', async () => {
  await using first = await createEmulator();
  await using second = await createEmulator();
  expect(first.url).not.toBe(second.url);
  await updateEmployees(overHttp(first), [newcomer()]);
  first.faults.add({ preset: 'unavailable-in-body', job: 'get policyList' });
  expect(await memberOf(first, email)).toBeDefined();
  expect(await memberOf(second, email)).toBeUndefined();
  expect(await sendJob(overHttp(second), POLICY_LIST)).toMatchObject({ responseCode: 200 });
});

test('close releases both ports and can be called twice', async () => {
  const emulator = await createEmulator();
  await sendJob(overHttp(emulator), POLICY_LIST);
  await Promise.all([emulator.close(), emulator.close()]);
  await emulator.close();
  for (const url of [emulator.url, emulator.consoleUrl]) {
    const server = createServer();
    await listen(server, Number(new URL(url).port), '127.0.0.1', '--port');
    await closeServer(server);
  }
});

test('without a port, close can be called twice, too', async () => {
  const emulator = await createTestEmulator();
  await emulator.close();
  await emulator.close();
});

test('await using closes it', async () => {
  let url = '';
  {
    await using emulator = await createEmulator();
    url = emulator.url;
    await fetch(url);
  }
  await expect(openClient(url)).rejects.toThrow('ECONNREFUSED');
});

test('close waits for a request in progress', async () => {
  const emulator = await createEmulator();
  emulator.faults.add({ latencyMs: 200 });
  const answer = sendJob(overHttp(emulator), POLICY_LIST);
  await until(() => emulator.faults.list()[0]?.fired).toBe(1);
  await emulator.close();
  expect(await answer).toMatchObject({ responseCode: 200 });
});

test('a response sent while closing ends its connection, so a keep-alive client does not delay close', async () => {
  const emulator = await createEmulator();
  const agent = new Agent({ keepAlive: true });
  emulator.faults.add({ latencyMs: 200 });
  const answered = new Promise<IncomingHttpHeaders>((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = httpRequest(emulator.endpoint, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.headers));
    });
    request.on('error', reject).end(formOf(emulator, POLICY_LIST));
  });
  await until(() => emulator.faults.list()[0]?.fired).toBe(1);
  const closing = emulator.close();
  expect((await answered).connection).toBe('close');
  await closing;
  agent.destroy();
});

test('close does not wait for a client that has connected and sends nothing', async () => {
  const emulator = await createEmulator();
  const client = await openClient(emulator.url);
  await fetch(emulator.url);
  await emulator.close();
  expect(await client.closed()).toBe('');
}, 8000);

test('a port that is already in use is refused, and the other port is released', async () => {
  await using first = await createEmulator();
  const free = await freePort();
  await expect(createEmulator({ port: free, consolePort: Number(new URL(first.consoleUrl).port) })).rejects.toThrow(
    /is taken.*--console-port/,
  );
  await using second = await createEmulator({ port: free });
  expect(second.url).toBe(`http://127.0.0.1:${free}`);
});

async function freePort(): Promise<number> {
  const server = createServer();
  const url = await listen(server, 0, '127.0.0.1', '--port');
  await closeServer(server);
  return Number(new URL(url).port);
}

test.each([
  ['an unknown seed', { seed: 'demmo' }, /Unknown built-in seed 'demmo'/],
  ['an invalid clock', { clock: 'noon' }, /not an ISO 8601 instant/],
])('refuses %s with one sentence', async (_name, options, sentence) => {
  await expect(createEmulator(options)).rejects.toThrow(sentence);
});

test('keeps the state from one run to the next', async () => {
  {
    await using first = await createTestEmulator({ stateFile });
    await updateEmployees(first, [newcomer()]);
  }
  await using second = await createTestEmulator({ stateFile });
  expect(await memberOf(second, email)).toMatchObject({ email });
});

test('a state file that is opened and closed without a change stays the same', async () => {
  const first = await createTestEmulator({ stateFile });
  const pair = first.directory.createCredential('mia.manager@acme.example');
  first.directory.createCompany('Team');
  await updateEmployees(first, [newcomer()]);
  const snapshot = first.snapshot();
  await first.close();
  const text = readFileSync(stateFile, 'utf8');
  const second = await createTestEmulator({ stateFile });
  expect(second.snapshot()).toEqual(snapshot);
  expect(second.credentials).toEqual(first.credentials);
  expect(await sendJob(second, { ...POLICY_LIST, credentials: pair })).toMatchObject({ responseCode: 200 });
  await second.close();
  expect(readFileSync(stateFile, 'utf8')).toBe(text);
});

test('the first run saves the seed, and the next run uses it, whatever seed it names', async () => {
  await (await createTestEmulator({ stateFile })).close();
  await using second = await createTestEmulator({ stateFile, seed: 'faker:1:3' });
  expect(await readEmployees(second, MAIN)).toHaveLength(12);
});

/** The state file and its log. */
const keptText = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');

test('a change is kept before its response, without a close', async () => {
  await using emulator = await createTestEmulator({ stateFile });
  await updateEmployees(emulator, [newcomer()]);
  expect(keptText()).toContain(email);
});

test('a state in a folder is kept in its state.json', async () => {
  {
    await using first = await createTestEmulator({ stateFile: folder });
    await updateEmployees(first, [newcomer()]);
  }
  expect(readdirSync(folder)).toEqual(['state.json']);
  await using second = await createTestEmulator({ stateFile });
  expect(await memberOf(second, email)).toMatchObject({ email });
});

test.each([
  ['a reset', (emulator: Emulator) => emulator.reset()],
  ['another seed', (emulator: Emulator) => emulator.seed('faker:1:3')],
  ['a new company', (emulator: Emulator) => emulator.directory.createCompany('Team')],
  ['new credentials', (emulator: Emulator) => emulator.directory.createCredential('mia.manager@acme.example')],
  ['a restored snapshot', (emulator: Emulator) => emulator.restore({ ...emulator.snapshot(), random: 7 })],
])('saves %s, too', async (_name, change) => {
  const first = await createTestEmulator({ stateFile });
  await updateEmployees(first, [newcomer()]);
  await change(first);
  const snapshot = first.snapshot();
  await first.close();
  await using second = await createTestEmulator({ stateFile });
  expect(second.snapshot()).toEqual(snapshot);
});

test('the state file and its log contain no secret', async () => {
  const secret = 'a-secret-of-the-seed';
  const emulator = await createTestEmulator({
    stateFile,
    seed: {
      companies: [
        {
          name: 'Tiny',
          domains: ['tiny.example'],
          domainAdmins: ['boss@tiny.example'],
          policies: [{ name: 'Only' }],
          credentials: [{ actsAs: 'boss@tiny.example', partnerUserSecret: secret }],
        },
      ],
    },
  });
  const pair = emulator.directory.createCredential('boss@tiny.example');
  const company = emulator.directory.createCompany('Team');
  await sendJob(emulator, POLICY_LIST);
  const log = keptText();
  await emulator.close();
  const text = log + readFileSync(stateFile, 'utf8');
  for (const known of [secret, pair.partnerUserSecret, company.credentials.partnerUserSecret]) expect(text).not.toContain(known);
});

test('credentials whose secret only the seed knows have an empty secret after a start without the seed, and still work', async () => {
  const credentials = { partnerUserID: 'mine', partnerUserSecret: 'a-secret-of-the-seed' };
  const company = { name: 'Tiny', domains: ['tiny.example'], domainAdmins: ['boss@tiny.example'], policies: [{ name: 'Only' }] };
  const seed = { companies: [{ ...company, credentials: [{ actsAs: 'boss@tiny.example', ...credentials }] }] };
  await (await createTestEmulator({ stateFile, seed })).close();
  await using second = await createTestEmulator({ stateFile });
  expect(second.credentials).toEqual({ partnerUserID: 'mine', partnerUserSecret: '' });
  expect(await sendJob(second, { ...POLICY_LIST, credentials })).toMatchObject({ responseCode: 200 });
});

test('leaves only the state file in its folder', async () => {
  const emulator = await createTestEmulator({ stateFile });
  await updateEmployees(emulator, [newcomer()]);
  await emulator.close();
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a client that has left a very slow response does not delay close', async () => {
  const emulator = await createEmulator();
  emulator.faults.add({ latencyMs: 5000 });
  const client = await openClient(emulator.url);
  client.socket.write(rawPost(formOf(emulator, POLICY_LIST)));
  await until(() => emulator.faults.list()[0]?.fired).toBe(1);
  client.socket.destroy();
  await emulator.close();
  expect(emulator.journal.entries()).toEqual([]);
});

test.each<[string, object, string]>([
  ['a typo', { prot: 1 }, "createEmulator has no option 'prot'. Did you mean 'port'?"],
  ['capitals', { ratelimit: 'enforce' }, "createEmulator has no option 'ratelimit'. Did you mean 'rateLimit'?"],
  ['the name used on the command line', { state: 's.json' }, "createEmulator has no option 'state'. Did you mean 'stateFile'?"],
  ['an unknown mode', { rateLimit: 'strict' }, 'createEmulator: rateLimit is invalid; use advise, enforce or off.'],
  ['an invalid port', { port: 'x' }, 'createEmulator: port is not a valid port (0–65535).'],
  ['a limit below zero', { bodyLimit: -1 }, 'createEmulator: bodyLimit is not a whole number greater than 0.'],
  ['a journal size of 0', { journalSize: 0 }, 'createEmulator: journalSize is not a whole number greater than 0.'],
  ['a journal size over the maximum', { journalSize: 100_001 }, 'createEmulator: journalSize is greater than the maximum of 100000.'],
  ['an invalid mail server', { smtp: 'mail.example' }, 'createEmulator: smtp is not an smtp:// URL.'],
  [
    'a URL as a host',
    { allowHosts: ['http://127.0.0.1:4599'] },
    '--allow-host: write a host, not a URL: 127.0.0.1:4599, or 127.0.0.1 for every port.',
  ],
  ['a star as a host', { allowHosts: ['*'] }, "--allow-host: '*' is not a host: write feeds.example or feeds.example:8443."],
  ['a file as a seed', { seed: './seed.yaml' }, "Unknown built-in seed './seed.yaml'"],
])('refuses %s with one sentence', async (_what, options, message) => {
  await expect(createEmulator({ listen: false, ...options })).rejects.toThrow(message);
});

test('an aborted signal ends the wait for a response, as with any fetch', async () => {
  await using emulator = await createEmulator({ listen: false });
  emulator.faults.once({ latencyMs: 60_000 });
  const body = new URLSearchParams({
    requestJobDescription: JSON.stringify({ type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } }),
  });
  await expect(emulator.fetch(emulator.endpoint, { method: 'POST', body, signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('companies whose names have no Latin letter do not collide', async () => {
  const company = (name: string, domain: string) => ({
    name,
    domains: [domain],
    domainAdmins: [`a@${domain}`],
    policies: [{ name: `${name} 1` }],
  });
  await using emulator = await createEmulator({
    listen: false,
    seed: { companies: [company('日本', 'ni.example'), company('中国', 'zh.example')] },
  });
  expect(emulator.directory.companies()).toHaveLength(2);
});
