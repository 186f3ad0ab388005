import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import { ExpensifyError, MalformedAnswerError, ScimError, ServerError, TimeoutError, TransportError } from '../../src/client/index.js';
import { failureOf } from '../support/clients.js';
import { BASE, listed, one, page, type Reply, refused, scimClient, TOKEN, user } from '../support/scim-stub.js';

const NINA = 'nina@acme.example';
const cut = (): Promise<Response> => Promise.reject(new TypeError('fetch failed', { cause: new Error('read ECONNRESET') }));

test.each<[number, string, string]>([
  [400, 'validation', ''],
  [401, 'authentication', '. Check scim.token'],
  [403, 'permission', ''],
  [404, 'not-found', ''],
  [409, 'validation', ''],
  [429, 'rate-limited', ''],
  [500, 'server', ''],
  [501, 'server', ''],
  [503, 'server', ''],
])('a SCIM error with %i is a ScimError with the code %s', async (status, code, advice) => {
  const error = refused(status, { scimType: 'someType', detail: 'The reason.' });
  const { client } = scimClient([listed(user(true)), error], { retry: 'off' });
  const failure = await failureOf(client.deactivateUser(NINA));
  expect(failure).toBeInstanceOf(ScimError);
  expect(failure).toBeInstanceOf(ExpensifyError);
  expect(failure.message).toBe(`scim patch user failed at ${BASE}/Users/17: ${status} someType: The reason${advice}`);
  const known = { code, status, httpStatus: status, scimType: 'someType', detail: 'The reason.', job: 'scim patch user', attempts: 1 };
  expect(failure).toMatchObject(known);
  expect(JSON.parse(JSON.stringify(failure))).toEqual({ ...known, name: 'ScimError', message: failure.message });
});

test.each([
  ['a status in the body counts', { status: '429' }, 200, 429],
  ['a status as a number counts', { status: 403 }, 400, 403],
  ['the lowest status counts', { status: '400' }, 500, 400],
  ['the highest status counts', { status: '599' }, 400, 599],
  ['a higher status does not count', { status: '600' }, 400, 400],
  ['an invalid status does not count', { status: 'soon' }, 400, 400],
  ['a success status does not count', { status: '200' }, 400, 400],
])('for a SCIM error, %s', async (_what, body, httpStatus, status) => {
  const failure = await failureOf(scimClient([refused(httpStatus, body)], { retry: 'off' }).client.scimUser(NINA));
  expect(failure).toMatchObject({ status, httpStatus, detail: undefined, scimType: undefined });
  expect(failure.message).toContain(`${status}: no detail`);
});

test('a long detail is shortened, and keeps all full stops except the last', async () => {
  const detail = `One. ${'x'.repeat(600)}`;
  const failure = await failureOf(scimClient([refused(400, { detail })]).client.scimUser(NINA));
  expect(failure.detail).toBe(detail.slice(0, 500));
  expect(failure.message).toMatch(/: 400: One\. x{495}$/);
});

test.each<[string, number, string]>([
  ['authentication', 401, '. Check scim.token'],
  ['permission', 403, ''],
  ['malformed-answer', 404, '. Check that scim.url is a SCIM base URL and that SCIM is enabled there'],
  ['rate-limited', 429, ''],
  ['malformed-answer', 300, '. Check that scim.url is a SCIM base URL and that SCIM is enabled there'],
  ['server', 500, ''],
  ['server', 502, ''],
])('an HTML page of a proxy is an error with the code %s if its status is %i', async (code, status, advice) => {
  const failure = await failureOf(scimClient([page(status)], { retry: 'off' }).client.scimUser(NINA));
  expect(failure).not.toBeInstanceOf(ScimError);
  expect(failure).toMatchObject({ code, httpStatus: status });
  const said = 'a body that starts with "<html>a proxy</html>", which is not a SCIM response';
  expect(failure.message).toBe(`scim list users failed at ${BASE}/Users: HTTP ${status} with ${said}${advice}`);
});

test.each<[string, Reply, string]>([
  ['a body that is not JSON', page(200), 'which is not a SCIM response'],
  ['an empty body', page(200, ' '), 'the body is missing or not valid'],
  ['another object', one({ jobs: [] }), 'totalResults is missing or not valid'],
  [
    'a user without active',
    one({ totalResults: 1, Resources: [{ id: '17', userName: NINA }] }),
    'Resources.0.active is missing or not valid',
  ],
  ['a user whose active is text', listed(user(true, { active: 'True' })), 'Resources.0.active is missing or not valid'],
  ['a count without users', one({ totalResults: 2 }), 'lists 0 of 2 users, and none of them has this userName'],
])('a success with %s is malformed', async (_what, reply, problem) => {
  const failure = await failureOf(scimClient([reply]).client.scimUser(NINA));
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure.message).toContain(problem);
});

test.each([
  ['429 with Retry-After', refused(429, {}, { 'retry-after': '7' }), [7000, 7000]],
  ['429 without Retry-After', refused(429), [750, 1500]],
  ['503', refused(503), [750, 1500]],
  ['a page with 502', page(502), [750, 1500]],
  ['a cut connection', cut, [750, 1500]],
])('the request is repeated after %s', async (_what, failing, waits) => {
  const warn = vi.fn();
  const { client, sent, runtime } = scimClient([listed(user(true)), failing, failing, one(user(false))], { logger: { warn } });
  expect(await client.deactivateUser(NINA)).toMatchObject({ wasActive: true, isActive: false });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH', 'PATCH']);
  expect(runtime.waits).toEqual(waits);
  expect(warn.mock.calls).toHaveLength(2);
  expect(warn.mock.calls[0]?.[0]).toMatch(/^scim patch user failed at .*; attempt 2 in \d\.\d s$/);
});

test.each([
  ['400', refused(400)],
  ['401', refused(401)],
  ['501', refused(501)],
  ['a page with 501', page(501)],
  ['a page with 200', page(200)],
  ['a wait beyond the longest', refused(429, {}, { 'retry-after': '3600' })],
])('the request is not repeated after %s', async (_what, failing) => {
  const { client, sent } = scimClient([failing]);
  expect(await failureOf(client.scimUser(NINA))).toMatchObject({ attempts: 1 });
  expect(sent).toHaveLength(1);
});

test('no more attempts are made than the option retry allows', async () => {
  const { client, sent } = scimClient([cut], { retry: { attempts: 3, baseMs: 100 } });
  const failure = await failureOf(client.scimUser(NINA));
  expect(failure).toBeInstanceOf(TransportError);
  expect(failure).toMatchObject({ attempts: 3 });
  expect(failure.message).toContain('no response (read ECONNRESET)');
  expect(failure.cause).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  expect(sent).toHaveLength(3);
});

test('many requests at once do not wait for the windows of the Integration Server', async () => {
  const { client, runtime } = scimClient([listed(user(true))]);
  await Promise.all(Array.from({ length: 100 }, () => client.scimUser(NINA)));
  expect(runtime.waits).toEqual([]);
});

test('a response that does not arrive in time is a TimeoutError and is not repeated', async () => {
  const { client, sent } = scimClient([() => new Promise(() => undefined)], { timeout: 20 });
  const failure = await failureOf(client.scimUser(NINA));
  expect(failure).toBeInstanceOf(TimeoutError);
  expect(failure.message).toContain('no response within 0.02 s');
  expect(sent).toHaveLength(1);
});

test('a valid response of 1 MiB is not too large', async () => {
  const text = JSON.stringify({ totalResults: 0 });
  const reply = (): Response => new Response(text.padEnd(1024 * 1024));
  expect(await scimClient([reply]).client.scimUser(NINA)).toBeUndefined();
});

test('a response larger than 1 MiB is refused, and the request is not repeated', async () => {
  const { client, sent } = scimClient([() => new Response(' '.repeat(1024 * 1024 + 1))]);
  const failure = await failureOf(client.scimUser(NINA));
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure.message).toBe(`scim list users failed at ${BASE}/Users: The response is larger than 1048576 bytes.`);
  expect(sent).toHaveLength(1);
});

test('a signal ends the call with its own reason, even while the call waits for the next attempt', async () => {
  const controller = new AbortController();
  const onExchange = (): void => queueMicrotask(() => controller.abort(new Error('enough')));
  const { client, sent } = scimClient([refused(503)], { onExchange });
  await expect(client.scimUser(NINA, { signal: controller.signal })).rejects.toThrow('enough');
  await expect(client.deactivateUser(NINA, { signal: controller.signal })).rejects.toThrow('enough');
  expect(sent).toHaveLength(1);
});

const SHAPES = [TOKEN, encodeURIComponent(TOKEN), JSON.stringify(TOKEN).slice(1, -1), 'quoted'];
const LONG = `${'x'.repeat(495)}${TOKEN}`;

test.each<[string, Reply]>([
  ['a SCIM error', refused(400, { detail: `no ${TOKEN}`, scimType: TOKEN })],
  ['a SCIM error that is cut within it', refused(400, { detail: LONG })],
  ['a page', page(400, `<html>${encodeURIComponent(TOKEN)} ${TOKEN}</html>`)],
  ['a page that is cut within it', page(500, `${'x'.repeat(70)}${TOKEN}`)],
  ['a user', one({ totalResults: 1, Resources: [{ [TOKEN]: TOKEN }] })],
  [
    'an exception of fetch',
    () => Promise.reject(new TypeError(TOKEN, { cause: Object.assign(new Error(`with ${TOKEN}`), { body: TOKEN }) })),
  ],
])('%s that repeats the token does not reveal it', async (_what, reply) => {
  const told: unknown[] = [];
  const { client } = scimClient([reply], {
    retry: { attempts: 2 },
    onExchange: (exchange) => told.push(exchange),
    logger: { warn: (text) => told.push(text) },
  });
  const failure = await failureOf(client.deactivateUser(NINA));
  const everything = [
    inspect(failure, { depth: 10, showHidden: true }),
    JSON.stringify(failure),
    inspect(told, { depth: 10 }),
    inspect(client, { depth: 10, showHidden: true }),
  ];
  for (const shape of SHAPES) expect(everything.join('\n')).not.toContain(shape);
});

test('a ServerError from a page keeps the requested wait', async () => {
  const reply = (): Response => new Response('', { status: 503, headers: { 'retry-after': '3600' } });
  const failure = await failureOf(scimClient([reply]).client.scimUser(NINA));
  expect(failure).toBeInstanceOf(ServerError);
  expect(failure).toMatchObject({ retryAfterMs: 3_600_000, attempts: 1 });
  expect(failure.message).toContain('HTTP 503 with an empty body');
});
