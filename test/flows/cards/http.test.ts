import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunFlowOptions } from '../../../src/flows/index.js';
import { runCard } from '../support/run-card.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let seen: Seen[];
let options: RunFlowOptions;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  seen.push({ method: request.method, url: request.url, headers: request.headers, body });
  const status = Number(/status=(\d+)/.exec(request.url ?? '')?.[1] ?? 200);
  if (request.url === '/redirect') response.writeHead(302, { location: '/landed' }).end();
  else if (request.url === '/huge') {
    response.writeHead(200);
    const chunk = Buffer.alloc(1024 * 1024);
    for (let count = 0; count < 34; count++) response.write(chunk);
    response.end();
  } else if (request.url === '/never') return;
  else response.writeHead(status, { 'content-type': 'application/json', 'x-seen': 'yes' }).end('{"ok":true}');
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  options = { mapHosts: { 'api.example.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` } };
});
beforeEach(() => {
  seen = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const URL = 'https://api.example.com/users';
const OUTPUTS = ['Response/Status Code', 'Response/Headers', 'Response/Body'];
const http = (key: string, inputs: Record<string, unknown>, more: RunFlowOptions = {}) =>
  runCard(`@httpfunctions.${key}`, { 'Request/URL': URL, ...inputs }, OUTPUTS, { ...options, ...more });

test('Raw Request sends the body unchanged and returns the response as text', async () => {
  const { outputs } = await http('raw', { 'Request/Method': 'PATCH', 'Request/Headers': { 'X-One': 1 }, 'Request/Body': 'a=b&c' });
  expect(seen).toMatchObject([{ method: 'PATCH', url: '/users', body: 'a=b&c', headers: { 'x-one': '1' } }]);
  expect(outputs).toMatchObject({ 'Response/Status Code': 200, 'Response/Body': '{"ok":true}', 'Response/Headers': { 'x-seen': 'yes' } });
});

test.each([
  ['none', undefined],
  ['json', 'application/json'],
  ['form', 'application/x-www-form-urlencoded'],
] as const)('the content type of a Raw Request without one is %s', async (rawContentType, expected) => {
  await http('raw', { 'Request/Method': 'POST', 'Request/Body': 'x' }, { semantics: { rawContentType } });
  expect(seen[0]?.headers['content-type']).toBe(expected);
});

test('the old Raw Request of the kernel works the same', async () => {
  const inputs = { url: URL, method: 'POST', headers: {}, query: { a: 'b c' }, body: 'x' };
  const { outputs } = await runCard('http.raw', inputs, ['statusCode', 'headers', 'body'], options);
  expect(seen).toMatchObject([{ url: '/users?a=b+c', body: 'x' }]);
  expect(outputs).toMatchObject({ statusCode: 200, body: '{"ok":true}' });
});

test.each(['post', 'put', 'patch', 'delete'])('%s sends JSON and returns the response as an object', async (key) => {
  const { outputs } = await http(key, { 'Request/Body': { a: 1 } });
  expect(seen).toMatchObject([{ method: key.toUpperCase(), body: '{"a":1}', headers: { 'content-type': 'application/json' } }]);
  expect(outputs['Response/Body']).toEqual({ ok: true });
});

test('Get sends no body', async () => {
  await http('get', { 'Request/Query': { active: true, tag: ['a', 'b'] } });
  expect(seen).toMatchObject([{ method: 'GET', url: '/users?active=true&tag=a&tag=b', body: '' }]);
});

test.each(['post', 'put', 'patch'])('%s sends text, such as a form, unchanged with its Content-Type', async (key) => {
  const type = 'application/x-www-form-urlencoded';
  await http(key, { 'Request/Headers': { 'Content-Type': type }, 'Request/Body': 'To=%2B1555&Body=Hi' });
  expect(seen).toMatchObject([{ method: key.toUpperCase(), body: 'To=%2B1555&Body=Hi', headers: { 'content-type': type } }]);
});

test.each([
  ['JSON', '{"a": 1}', '{"a": 1}', 'application/json'],
  ['not JSON', 'a=b', 'a=b', undefined],
  ['empty', '', '{}', 'application/json'],
])('a text body that is %s and has no Content-Type', async (_, body, sent, type) => {
  await http('post', { 'Request/Body': body });
  expect(seen[0]).toMatchObject({ body: sent });
  expect(seen[0]?.headers['content-type']).toBe(type);
});

test('a text query is sent unchanged or encoded', async () => {
  const query = { 'Request/Query': '?job={"a":"x+y"}&b=c d' };
  await http('raw', query);
  await http('raw', query, { semantics: { stringQuery: 'encoded' } });
  expect(seen.map(({ url }) => url)).toEqual(['/users?job={%22a%22:%22x+y%22}&b=c%20d', '/users?job=%7B%22a%22%3A%22x%2By%22%7D&b=c%20d']);
});

test('a query is appended to one that the URL already has', async () => {
  await http('get', { 'Request/URL': `${URL}?a=1`, 'Request/Query': { b: 2 } });
  expect(seen[0]?.url).toBe('/users?a=1&b=2');
});

test('a status of 400 or more is a card error with status and body, unless Raw Request is allowed to return it', async () => {
  const failing = { 'Request/URL': `${URL}?status=422` };
  expect((await http('get', failing)).error).toMatchObject({ code: 422, message: '422 response: {"ok":true}' });
  expect((await http('raw', failing)).error).toMatchObject({ code: 422 });
  const tolerant = { semantics: { rawErrors: 'answer' } } as const;
  expect((await http('raw', failing, tolerant)).outputs).toMatchObject({ 'Response/Status Code': 422 });
  expect((await http('get', failing, tolerant)).error).toMatchObject({ code: 422 });
});

test('redirects are followed, or returned', async () => {
  const moved = { 'Request/URL': 'https://api.example.com/redirect', 'Request/Method': 'POST', 'Request/Body': 'x' };
  await http('raw', moved);
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /redirect', 'GET /landed']);
  expect((await http('raw', moved, { semantics: { redirects: 'manual' } })).outputs).toMatchObject({ 'Response/Status Code': 302 });
});

test('a response that is too large or does not arrive ends with a message', async () => {
  expect((await http('get', { 'Request/URL': 'https://api.example.com/huge' })).error).toMatchObject({
    message: 'The response is larger than 32 MB.',
  });
  const late = await http('get', { 'Request/URL': 'https://api.example.com/never' }, { limits: { milliseconds: 300 } });
  expect(late.error).toMatchObject({ kind: 'limit', message: expect.stringContaining("did not respond before the run's time limit") });
});

test.each([
  ['a name with a space', { 'a b': 'x' }],
  ['a line break', { a: 'x\r\ny: z' }],
])("a header with %s can't be sent", async (_, headers) => {
  expect((await http('get', { 'Request/Headers': headers })).error).toMatchObject({
    message: expect.stringContaining("can't be sent as a header"),
  });
});

test('a Custom API Action of a mapped connector is sent to that URL; otherwise it asks for a stub', async () => {
  const inputs = {
    'parameters/requestType': 'POST',
    'Request/Relative URL': '/graphql',
    'Request/Query': { a: 1 },
    'Request/Body': { q: 1 },
  };
  const { mapHosts: { 'api.example.com': base = '' } = {} } = options;
  // The designer shows only a label for this input, not its key.
  const labelled = { ...inputs, 'Request/Request Type': 'POST' };
  const sent = await runCard('@github.customAPIAction', labelled, ['Response/Status Code', 'Response/Body'], {
    mapHosts: { github: base },
  });
  expect(seen).toMatchObject([{ method: 'POST', url: '/graphql?a=1', body: '{"q":1}' }]);
  expect(sent.outputs).toEqual({ 'Response/Status Code': 200, 'Response/Body': { ok: true } });
  const refused = await runCard('@github.customAPIAction', labelled, ['Response/Body']);
  expect(refused.error).toMatchObject({ kind: 'unstubbed', message: expect.stringContaining('--map-host github=') });
});
