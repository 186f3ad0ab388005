import { beforeEach, expect, test } from 'vitest';
import { createOktaScim, type OktaScimOptions } from '../../../../src/flows/index.js';
import { createScimStub, PEOPLE, type ScimStub, STUB_TOKEN, scim, scimError, stubUser } from '../../../support/okta-scim-stub.js';

let stub: ScimStub;
let waits: number[];
beforeEach(() => {
  stub = createScimStub();
  waits = [];
});

function okta(more: Partial<OktaScimOptions> = {}) {
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  return createOktaScim({ url: 'http://scim.test/scim/v2', token: STUB_TOKEN, fetch: stub.fetch, sleep, now: () => 0, ...more });
}

const ED = 'ed.engineer@acme.example';
const sent = () => stub.requests.map(({ method, path }) => `${method} ${path}`);
const LOOKUP = 'GET /scim/v2/Users?filter=userName%20eq%20%22ed.engineer%40acme.example%22&startIndex=1&count=100';

test('tests the credentials with the request and the headers of Okta', async () => {
  expect(await okta().test()).toMatchObject({ event: 'test', status: 'done' });
  expect(stub.requests).toEqual([
    {
      method: 'GET',
      path: '/scim/v2/Users?startIndex=1&count=2',
      headers: {
        accept: 'application/scim+json',
        authorization: `Bearer ${STUB_TOKEN}`,
        'content-type': 'application/scim+json',
        'user-agent': 'Okta SCIM Client 1.0.0',
      },
      body: undefined,
    },
  ]);
});

test('sends the token without Bearer if asked to', async () => {
  expect((await okta({ authorization: 'bare' }).test()).status).toBe('done');
  expect(stub.requests[0]?.headers.authorization).toBe(STUB_TOKEN);
});

test.each(['http://scim.test', 'http://scim.test/', 'http://scim.test/scim/v2', 'http://scim.test/scim/v2//'])(
  'the base URL %s is the same as with /scim/v2',
  async (url) => {
    await okta({ url }).test();
    expect(sent()).toEqual(['GET /scim/v2/Users?startIndex=1&count=2']);
  },
);

test.each([
  ['ftp://scim.test', /is not an http or https URL/],
  ['http://user:hunter2@scim.test', /must not contain a user name or a password/],
  ['http://scim.test/scim?key=hunter2', /use http:\/\/scim\.test\/scim\./],
])('rejects the base URL %s without showing a secret in it', (url, message) => {
  expect(() => okta({ url })).toThrow(message);
  expect(() => okta({ url })).not.toThrow(/hunter2/);
});

test.each(['', 'with space', 'line\nbreak'])('rejects the token %j', (token) => {
  expect(() => okta({ token })).toThrow('The SCIM token is empty or contains characters that are not allowed in a header.');
});

test('assign links an existing user and changes nothing', async () => {
  expect(await okta().assign(ED)).toMatchObject({ status: 'done', message: 'linked to the user 1001' });
  expect(sent()).toEqual([LOOKUP]);
});

test('assign reactivates a deactivated user', async () => {
  expect((await okta().assign('liz.left@acme.example')).message).toBe('linked to the user 1003, who is active again');
  expect(stub.users[2]?.active).toBe(true);
});

test('assign of an unknown user says that Expensify does not create users, and sends nothing more', async () => {
  const { status, message } = await okta().assign('new@acme.example');
  expect({ status, message }).toEqual({
    status: 'not-linked',
    message:
      "The service has no user with this userName. Okta can't create the user because the Expensify integration does not offer Create Users.",
  });
  expect(stub.requests).toHaveLength(1);
});

test('deactivating an unknown user says that there is nothing to change', async () => {
  const { status, message } = await okta().deactivate('new@acme.example');
  expect({ status, message }).toEqual({
    status: 'not-linked',
    message: 'The service has no user with this userName. The user is not linked in Okta, so there is nothing to change.',
  });
});

test('a 404 with a SCIM error counts as an empty list in the lookup, as in Okta', async () => {
  stub.next.push(scimError(404, 'No users.'));
  expect((await okta().deactivate(ED)).status).toBe('not-linked');
});

test('an app from the catalogue deactivates with a PATCH without a path', async () => {
  expect(await okta().deactivate(ED)).toMatchObject({ status: 'done', message: 'deactivated' });
  expect(sent()).toEqual([LOOKUP, 'PATCH /scim/v2/Users/1001']);
  expect(stub.requests[1]?.body).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active: false } }],
  });
  expect(stub.users[0]?.active).toBe(false);
});

test('a custom app reads the whole user and sends it back with active false', async () => {
  expect((await okta({ app: 'custom' }).unassign(ED)).status).toBe('done');
  expect(sent()).toEqual([LOOKUP, 'GET /scim/v2/Users/1001', 'PUT /scim/v2/Users/1001']);
  expect(stub.requests[2]?.body).toEqual({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...PEOPLE[0], active: false });
});

test.each(['catalogue', 'custom'] as const)('a %s app reactivates with active true', async (app) => {
  expect((await okta({ app }).reactivate('liz.left@acme.example')).message).toBe('active again');
  expect(stub.users[2]?.active).toBe(true);
});

test('a linked user is not looked up again', async () => {
  const client = okta();
  await client.assign(ED);
  await client.deactivate(ED.toUpperCase());
  expect(sent()).toEqual([LOOKUP, 'PATCH /scim/v2/Users/1001']);
});

test('a linked user who is gone is a failure, and is looked up the next time', async () => {
  const client = okta();
  await client.assign(ED);
  stub.users.length = 0;
  expect((await client.deactivate(ED)).message).toBe(
    'The user could not be changed: the service returned HTTP 404: User 1001 does not exist.',
  );
  expect((await client.deactivate(ED)).status).toBe('not-linked');
});

test('an empty 204 is a success', async () => {
  const client = okta();
  await client.assign(ED);
  stub.next.push(new Response(null, { status: 204 }));
  expect((await client.deactivate(ED)).status).toBe('done');
});

test('a response whose user is still active is a failure', async () => {
  const client = okta();
  await client.assign(ED);
  stub.next.push(scim(200, PEOPLE[0] ?? {}));
  expect((await client.deactivate(ED)).message).toBe('The service accepted the change, but in its response active is still true.');
});

test('import reads pages of 100 by totalResults', async () => {
  stub = createScimStub(Array.from({ length: 250 }, (_, index) => stubUser(String(index), `u${index}.x@acme.example`)));
  const { status, message, users } = await okta().import();
  expect({ status, message }).toEqual({ status: 'done', message: 'imported 250 users' });
  expect(users).toHaveLength(250);
  expect(users[7]).toEqual({
    id: '7',
    userName: 'u7.x@acme.example',
    givenName: 'u7',
    familyName: 'x',
    email: 'u7.x@acme.example',
    active: true,
  });
  expect(sent()).toEqual([1, 101, 201].map((start) => `GET /scim/v2/Users?startIndex=${start}&count=100`));
});

test('import stops if a service ignores startIndex or returns an empty page', async () => {
  const page = () => scim(200, { totalResults: 9, Resources: PEOPLE });
  stub.next.push(page(), page());
  expect((await okta().import()).message).toBe(
    'The import stopped after 3 users: the service returned a user twice. It may ignore startIndex.',
  );
  stub.next.push(page(), scim(200, { totalResults: 9 }));
  expect((await okta().import()).message).toBe(
    'The import stopped after 3 users: the service returned an empty page, but totalResults is 9.',
  );
});

test('waits for Retry-After in seconds or as a date, and tries at most three times', async () => {
  const date = { date: 'Sat, 31 Jan 2026 09:00:00 GMT', 'retry-after': 'Sat, 31 Jan 2026 09:00:07 GMT' };
  stub.next.push(scimError(429, 'Slow down.', { 'retry-after': '2' }), scimError(429, 'Slow down.', date));
  const { status, trace } = await okta().assign(ED);
  expect({ status, waits, tries: trace.map(({ tries }) => tries) }).toEqual({ status: 'done', waits: [2000, 7000], tries: [3] });
  stub.next.push(...[1, 2, 3].map(() => scimError(429, 'Slow down.')));
  expect((await okta().assign(ED)).message).toBe('The user could not be looked up: the service returned HTTP 429: Slow down (3 tries).');
});

test('retries if a service fails or cuts the connection', async () => {
  stub.next.push(scimError(503, 'Down.'), new TypeError('fetch failed', { cause: new Error('socket hang up') }));
  expect((await okta().deactivate(ED)).status).toBe('done');
  expect(waits).toEqual([1000, 2000]);
});

test.each([
  [400, {}],
  [401, {}],
  [501, {}],
  [429, { 'retry-after': '3600' }],
])('does not retry a %i with %j', async (status, headers) => {
  stub.next.push(scimError(status, 'No.', headers));
  expect((await okta().test()).status).toBe('failed');
  expect(stub.requests).toHaveLength(1);
});

test('a wrong token is reported', async () => {
  expect((await okta({ token: 'wrong-token-1234' }).test()).message).toBe(
    'The credentials could not be verified: the service returned HTTP 401: The token is missing or wrong. Check the SCIM token.',
  );
});

test('a service that does not respond in time is a failure', async () => {
  const { message } = await okta({ fetch: () => new Promise(() => undefined), timeoutMs: 1 }).test();
  expect(message).toBe('The credentials could not be verified: the service did not respond: no response within 0.001 seconds (3 tries).');
});

test.each([
  [200, 'text/html', '<!doctype html><p>Sign in</p>', 'an HTML page that is not SCIM (HTTP 200)'],
  [404, 'text/plain', 'Not found', 'a response of type text/plain that is not SCIM (HTTP 404)'],
  [200, 'application/json', '[1]', 'a response of type application/json that is not SCIM (HTTP 200)'],
])('a response of %i %s is an error that describes the response', async (status, type, body, message) => {
  stub.next.push(new Response(body, { status, headers: { 'content-type': type } }));
  expect((await okta().assign(ED)).message).toContain(message);
});

test('JSON that is not a list of users is an error', async () => {
  stub.next.push(scim(200, { ok: true }), scim(200, { ok: true }));
  expect((await okta().test()).message).toContain('the response is not a list of SCIM users');
  expect((await okta().assign(ED)).message).toContain('the response is not a list of SCIM users');
});

test('a redirect is not followed', async () => {
  stub.next.push(new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } }));
  expect((await okta().test()).message).toContain('a redirect (HTTP 302), which is not followed');
  expect(stub.requests).toHaveLength(1);
});

test.each(['.', '..', '', 'a\nb', '\ud800'])('the user id %j is refused because it would change the path', async (id) => {
  stub.next.push(scim(200, { totalResults: 1, Resources: [{ id, userName: ED }] }));
  expect((await okta().deactivate(ED)).status).toBe('failed');
  expect(stub.requests).toHaveLength(1);
});

test('special characters in an id and a userName are encoded', async () => {
  stub = createScimStub([stubUser('a/b?c', 'o"x\\y@acme.example')]);
  stub.next.push(scim(200, { totalResults: 1, Resources: stub.users }));
  await okta().deactivate('o"x\\y@acme.example');
  expect(sent()).toEqual([
    'GET /scim/v2/Users?filter=userName%20eq%20%22o%5C%22x%5C%5Cy%40acme.example%22&startIndex=1&count=100',
    'PATCH /scim/v2/Users/a%2Fb%3Fc',
  ]);
});

test('a response larger than 8 MB is not read to the end', async () => {
  const large = () => new Response('x'.repeat(8 * 1024 * 1024 + 1));
  stub.next.push(large(), large(), large());
  expect((await okta().test()).message).toContain('larger than 8 MB');
});

test('a response that would keep the parser busy is refused', async () => {
  stub.next.push(scim(200, { totalResults: 0, odd: Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`k${index}`, 1])) }));
  expect((await okta().test()).message).toContain('the response has an object of more than 10000 keys');
  stub.next.push(new Response('['.repeat(300)));
  expect((await okta().test()).message).toContain('is nested deeper than 200 levels');
});

test('the trace has all requests with their responses, and long ones are truncated', async () => {
  const { trace } = await okta().deactivate(ED);
  expect(trace).toMatchObject([
    { request: { method: 'GET' }, response: { status: 200 }, ms: 0, tries: 1 },
    { request: { method: 'PATCH', path: '/Users/1001', body: expect.stringContaining('"active":false') }, response: { status: 200 } },
  ]);
  stub.next.push(scim(200, { totalResults: 0, padding: 'x'.repeat(9000) }));
  expect((await okta().test()).trace[0]?.response?.body).toHaveLength(2001);
});

test('the token appears in no result, even if the service or the runtime repeats it', async () => {
  const echo = `Bearer ${STUB_TOKEN} is wrong, or ${encodeURIComponent(STUB_TOKEN)}, ${btoa(STUB_TOKEN)}`;
  stub.next.push(scimError(403, `${'y'.repeat(290)}${echo}`));
  const refused = await okta().test();
  stub.next.push(...[1, 2, 3].map(() => new TypeError(echo)));
  const cut = await okta().deactivate(ED);
  const odd = { id: STUB_TOKEN, userName: ED, name: { givenName: STUB_TOKEN }, emails: [{ value: echo }] };
  stub.next.push(scim(200, { totalResults: 1, Resources: [odd] }), scim(200, { totalResults: 1, Resources: [odd] }));
  const [linked, imported] = [await okta().assign(ED), await okta().import()];
  expect([linked.status, imported.status]).toEqual(['done', 'done']);
  for (const text of [refused, cut, linked, imported].map((result) => JSON.stringify(result))) {
    expect(text).not.toContain(STUB_TOKEN.slice(0, 8));
    expect(text).not.toContain(STUB_TOKEN.slice(-8));
    expect(text).not.toContain(btoa(STUB_TOKEN));
  }
});
