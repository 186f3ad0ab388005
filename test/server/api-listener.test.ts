import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoSeed } from '../../src/emulator/seeds/demo.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import { ENDPOINT_PATH } from '../../src/protocol/endpoint.js';
import { readEmployees, sendJob, updateEmployees } from '../support/emulator.js';
import { MAIN, newcomer } from '../support/people.js';
import { formOf, openClient, POLICY_LIST, rawPost, rawRequest, sendRaw } from '../support/raw-http.js';
import { until } from '../support/until.js';

const BODY_LIMIT = 100_000;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await createEmulator({ clock: '2026-01-31T09:00:00Z', rateLimit: 'off', bodyLimit: BODY_LIMIT });
});
afterEach(() => emulator.close());

/** Runs `sendJob` over the real port. */
const overHttp = (): Emulator => ({ ...emulator, credentials: emulator.credentials, fetch });

/** A form of exactly this many bytes. */
const formOfSize = (bytes: number): string => {
  const form = `${formOf(emulator, POLICY_LIST)}&padding=`;
  return form + 'a'.repeat(bytes - form.length);
};

test('a job gets the same response over HTTP as in-process', async () => {
  const inProcess = await sendJob(emulator, POLICY_LIST);
  expect(await sendJob(overHttp(), POLICY_LIST)).toEqual(inProcess);
});

test('an unknown path returns a plain 404 that names the endpoint', async () => {
  const response = await fetch(`${emulator.url}/Integration-Server/`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await response.text()).toContain(ENDPOINT_PATH);
});

test.each(['/', '/_emulator', '/_emulator/', '/_emulator/health', '/_emulator/state', '/_emulator/journal', '//_emulator/state'])(
  'the API port shows nothing of the console at %s',
  async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await fetch(emulator.url + path, { method })).status).toBe(404);
    }
  },
);

test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s at the endpoint returns 405 with the allowed methods', async (method) => {
  const response = await fetch(emulator.endpoint, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, POST');
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
});

test('HEAD gets a response without a body, and the next request on the connection works', async () => {
  const client = await openClient(emulator.url);
  client.socket.write(rawRequest('HEAD', ENDPOINT_PATH));
  expect(await client.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 .*\r\n\r\n$/s);
  client.socket.end(rawRequest('GET', '/elsewhere'));
  expect(await client.closed()).toMatch(/\r\n\r\nHTTP\/1\.1 404 /);
});

test.each([204, 205, 304])('a fault with the status %i sends no body, and the next request on the connection works', async (status) => {
  emulator.faults.once({ status });
  const client = await openClient(emulator.url);
  const policyList = { type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } };
  client.socket.write(rawRequest('GET', `${ENDPOINT_PATH}?requestJobDescription=${encodeURIComponent(JSON.stringify(policyList))}`));
  const first = await client.until('\r\n\r\n');
  expect(first).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*\\r\\n\\r\\n$`, 's'));
  expect(/content-length: \d+/.exec(first)?.[0]).toBe(status === 205 ? 'content-length: 0' : undefined);
  client.socket.end(rawRequest('GET', '/elsewhere'));
  expect(await client.closed()).toMatch(/\r\n\r\nHTTP\/1\.1 404 /);
});

test('a body of exactly the limit is accepted', async () => {
  const response = await fetch(emulator.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: formOfSize(BODY_LIMIT),
  });
  expect(await response.json()).toMatchObject({ responseCode: 200 });
});

test('a body one byte above the limit gets 413 with the limit in plain text', async () => {
  const response = await fetch(emulator.endpoint, { method: 'POST', body: formOfSize(BODY_LIMIT + 1) });
  expect(response.status).toBe(413);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await response.text()).toContain(`${BODY_LIMIT}`);
});

test('a body announced as too large is refused before any of it arrives', async () => {
  const client = await openClient(emulator.url);
  client.socket.write(rawPost('', { 'content-length': BODY_LIMIT + 1 }));
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 413 /);
});

test('a chunked body that grows too large is refused while it is still arriving', async () => {
  const client = await openClient(emulator.url);
  client.socket.write(`POST ${ENDPOINT_PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n`);
  for (let sent = 0; sent <= BODY_LIMIT; sent += 0x4000) client.socket.write(`4000\r\n${'a'.repeat(0x4000)}\r\n`);
  expect(await client.until('larger than')).toMatch(/^HTTP\/1\.1 413 /);
});

test('a client that announces no length and sends far too much can read its 413', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
  const response = await fetch(emulator.endpoint, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(response.status).toBe(413);
});

test('a chunked body is accepted', async () => {
  const form = formOf(emulator, POLICY_LIST);
  const chunks = [form.slice(0, 10), form.slice(10, 11), form.slice(11)].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
  const head = `POST ${ENDPOINT_PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n`;
  expect(await sendRaw(emulator.url, `${head}${chunks.join('')}0\r\n\r\n`)).toContain('"responseCode":200');
});

test('content-length counts bytes, and the response is not chunked', async () => {
  const [company] = demoSeed.companies;
  if (company === undefined) throw new Error('The demo seed holds no company');
  const policies = company.policies.map((policy) => ({ ...policy, name: `${policy.name} – Zürich 東京 🧾` }));
  await emulator.seed({ companies: [{ ...company, policies }] });
  const response = await fetch(emulator.endpoint, { method: 'POST', body: new URLSearchParams(formOf(emulator, POLICY_LIST)) });
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  expect(response.headers.has('transfer-encoding')).toBe(false);
  expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toContain('Zürich 東京 🧾');
});

test('pipelined requests get their responses in order', async () => {
  const form = formOf(emulator, POLICY_LIST);
  const heard = await sendRaw(emulator.url, rawPost(form) + rawRequest('GET', '/elsewhere') + rawPost('x=1') + rawPost(form));
  expect([...heard.matchAll(/HTTP\/1\.1 (\d+)|"responseCode":(\d+)/g)].map(([, status, code]) => status ?? code)).toEqual([
    '200',
    '200',
    '404',
    '200',
    '500',
    '200',
    '200',
  ]);
});

test('a slow response is not overtaken by a later one on the same connection', async () => {
  emulator.faults.add({ latencyMs: 50, times: 1, responseCode: 503, responseMessage: 'first' });
  const form = formOf(emulator, POLICY_LIST);
  const client = await openClient(emulator.url);
  client.socket.write(rawPost(form) + rawPost(form));
  const heard = await client.until('policyList');
  client.socket.destroy();
  expect(heard.indexOf('"first"')).toBeGreaterThan(0);
  expect(heard.indexOf('"first"')).toBeLessThan(heard.indexOf('policyList'));
});

test('a connection serves several requests in a row', async () => {
  const client = await openClient(emulator.url);
  for (let count = 1; count <= 3; count++) {
    client.socket.write(rawPost(formOf(emulator, POLICY_LIST)));
    await client.until('"responseCode":200', count);
  }
  client.socket.destroy();
  expect(emulator.journal.entries()).toHaveLength(3);
});

test('an HTTP/1.0 request without a Host gets a response', async () => {
  const form = formOf(emulator, POLICY_LIST);
  const head = `POST ${ENDPOINT_PATH} HTTP/1.0\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${form.length}\r\n\r\n`;
  expect(await sendRaw(emulator.url, head + form)).toContain('"responseCode":200');
});

test.each([
  ['words', 'hello there\r\n\r\n'],
  ['a TLS hello', Uint8Array.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])],
  ['two different lengths', `POST ${ENDPOINT_PATH} HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc`],
  ['a length and chunks', `POST ${ENDPOINT_PATH} HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['a broken chunk', `POST ${ENDPOINT_PATH} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n`],
])('%s get 400 and the connection is closed', async (_name, bytes) => {
  const client = await openClient(emulator.url);
  client.socket.write(bytes);
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 400 /);
  expect(await sendJob(overHttp(), POLICY_LIST)).toMatchObject({ responseCode: 200 });
});

test('after any bytes the connection ends with 400 or silence, and the next client is served', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const heard = await sendRaw(emulator.url, new Uint8Array([...bytes, 13, 10, 13, 10]));
      expect(heard).toMatch(/^(HTTP\/1\.1 400 .*)?(\[ECONNRESET\])?$/s);
    }),
    { numRuns: 60, seed: 4310 },
  );
  expect(await sendJob(overHttp(), POLICY_LIST)).toMatchObject({ responseCode: 200 });
});

test('clients that never finish their headers or body do not delay other clients', async () => {
  const stalled = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const client = await openClient(emulator.url);
      client.socket.write(index % 2 === 0 ? 'POST /Integration-Server/Expensify' : rawPost('request', { 'content-length': 90_000 }));
      return client;
    }),
  );
  expect(await sendJob(overHttp(), POLICY_LIST)).toMatchObject({ responseCode: 200 });
  for (const { socket } of stalled) socket.destroy();
});

test('a client that disconnects in the middle of its body leaves no trace in the journal', async () => {
  const client = await openClient(emulator.url);
  client.socket.write(rawPost('requestJobDescription=', { 'content-length': 5000 }));
  client.socket.destroy();
  await sendJob(overHttp(), POLICY_LIST);
  expect(emulator.journal.entries().map(({ responseCode }) => responseCode)).toEqual([200]);
});

test('a client that disconnects before its response still has its job done, and other clients are not affected', async () => {
  emulator.faults.add({ latencyMs: 50, times: 1 });
  const record = JSON.stringify([newcomer()]);
  const job = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
  const client = await openClient(emulator.url);
  client.socket.write(rawPost(formOf(emulator, job, { data: record })));
  await until(() => emulator.faults.list()[0]?.fired).toBe(1);
  client.socket.destroy();
  await until(() => emulator.journal.entries().length).toBe(1);
  expect(await readEmployees(overHttp(), MAIN)).toContainEqual(expect.objectContaining({ email: newcomer().employeeEmail }));
});

test('the connection-reset fault cuts the socket after the job has run, and only once', async () => {
  emulator.faults.once('connection-reset');
  const job = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
  const client = await openClient(emulator.url);
  client.socket.write(rawPost(formOf(emulator, job, { data: JSON.stringify([newcomer()]) })));
  expect(await client.closed()).toBe('[ECONNRESET]');
  expect(await readEmployees(overHttp(), MAIN)).toContainEqual(expect.objectContaining({ email: newcomer().employeeEmail }));
});

test('fetch sees the connection-reset fault as the network error it stands for', async () => {
  emulator.faults.once('connection-reset');
  await expect(sendJob(overHttp(), POLICY_LIST)).rejects.toThrow('fetch failed');
});

test('a client that sends Expect: 100-continue is told to continue, and gets its response', async () => {
  const form = formOf(emulator, POLICY_LIST);
  const heard = await new Promise<string[]>((resolve, reject) => {
    const steps: string[] = [];
    const request = httpRequest(emulator.endpoint, {
      method: 'POST',
      headers: { expect: '100-continue', 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length },
    });
    request.on('continue', () => {
      steps.push('continue');
      request.end(form);
    });
    request.on('response', (response) => {
      steps.push(String(response.statusCode));
      response.resume().on('end', () => resolve(steps));
    });
    request.on('error', reject);
    request.flushHeaders();
  });
  expect(heard).toEqual(['continue', '200']);
});

test('a feed of 20,000 records gets a response over HTTP', async () => {
  await using roomy = await createEmulator({ clock: '2026-01-31T09:00:00Z', rateLimit: 'off' });
  const feed = Array.from({ length: 20_000 }, (_, index) => newcomer({ employeeEmail: `n${index}@acme.example`, employeeID: `N${index}` }));
  const answer = await updateEmployees({ ...roomy, credentials: roomy.credentials, fetch }, feed);
  expect(answer).toMatchObject({ responseCode: 200, updatedEmployeesCount: 20_000 });
  expect(answer.diff.diffToAdd[MAIN]).toHaveLength(20_000);
});

test('endless headers get 431', async () => {
  const client = await openClient(emulator.url);
  client.socket.write(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}`);
  expect(await client.closed()).toMatch(/^HTTP\/1\.1 431 /);
});

test('bytes that are not HTTP end the connection even if the client keeps its side open', async () => {
  const { hostname, port } = new URL(emulator.url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('hello there\r\n\r\n');
  socket.resume();
  socket.on('error', () => undefined);
  // Only a reset ends a half-open connection: the client's side would stay open forever.
  socket.on('end', () => {
    const timer = setInterval(() => socket.write('still here'), 10);
    socket.once('close', () => clearInterval(timer));
  });
  await closed;
});

test('garbage after a request does not replace its response', async () => {
  emulator.faults.once({ latencyMs: 100 });
  const client = await openClient(emulator.url);
  client.socket.write(`${rawPost(formOf(emulator, POLICY_LIST))}GARBAGE\r\n\r\n`);
  const heard = await client.closed();
  expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(heard).toContain('"responseCode":200');
});

test('a proxy may send an absolute URL', async () => {
  const raw = rawPost(formOf(emulator, POLICY_LIST)).replace(ENDPOINT_PATH, `${emulator.url}${ENDPOINT_PATH}`);
  expect(await sendRaw(emulator.url, raw)).toContain('"responseCode":200');
});

test.each(['announced', 'not announced'])('a client that sends too much, %s, can read the reason', async (kind) => {
  const body = 'a'.repeat(40 * 1024 * 1024);
  const { hostname, port } = new URL(emulator.url);
  const answered = new Promise<number | undefined>((resolve, reject) => {
    const length = kind === 'announced' ? { 'content-length': body.length } : { 'transfer-encoding': 'chunked' };
    const posted = httpRequest({ hostname, port, path: ENDPOINT_PATH, method: 'POST', headers: length }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    posted.on('error', reject);
    posted.end(body);
  });
  expect(await answered).toBe(413);
});
