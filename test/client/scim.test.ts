import { expect, expectTypeOf, test } from 'vitest';
import {
  createClient,
  type Exchange,
  MalformedAnswerError,
  NotFoundError,
  ScimError,
  type ScimMethods,
  ValidationError,
} from '../../src/client/index.js';
import { failureOf } from '../support/clients.js';
import { BASE, listed, one, page, refused, scimClient, TOKEN, user } from '../support/scim-stub.js';

const NINA = 'nina@acme.example';
const credentials = { partnerUserID: 'aa_me', partnerUserSecret: 'hush' };

test("deactivateUser finds the user by userName and sends Okta's PATCH without a path", async () => {
  const { client, sent } = scimClient([listed(user(true)), one(user(false))]);
  expect(await client.deactivateUser(NINA)).toEqual({ id: '17', email: NINA, wasActive: true, isActive: false });
  const headers = { accept: 'application/scim+json', authorization: `Bearer ${TOKEN}` };
  expect(sent).toEqual([
    {
      method: 'GET',
      url: `${BASE}/Users?filter=userName%20eq%20%22nina%40acme.example%22&startIndex=1&count=100`,
      headers,
      body: undefined,
    },
    {
      method: 'PATCH',
      url: `${BASE}/Users/17`,
      headers: { ...headers, 'content-type': 'application/scim+json' },
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', value: { active: false } }],
      },
    },
  ]);
});

test('reactivateUser sends the same requests with active true', async () => {
  const { client, sent } = scimClient([listed(user(false)), one(user(true))]);
  expect(await client.reactivateUser(NINA)).toEqual({ id: '17', email: NINA, wasActive: false, isActive: true });
  expect(sent[1]?.body).toMatchObject({ Operations: [{ op: 'replace', value: { active: true } }] });
});

test.each([
  ['deactivateUser', false],
  ['reactivateUser', true],
] as const)('%s sends no PATCH for a user whose active is already %s', async (method, active) => {
  const { client, sent } = scimClient([listed(user(active))]);
  expect(await client[method](NINA)).toEqual({ id: '17', email: NINA, wasActive: active, isActive: active });
  expect(sent).toHaveLength(1);
});

test.each([true, false])('scimUser returns that active is %s, and nothing more', async (active) => {
  const { client, sent } = scimClient([listed(user(active, { name: { givenName: 'Nina' }, brandNew: 1 }))]);
  expect(await client.scimUser(NINA)).toEqual({ id: '17', email: NINA, isActive: active });
  expect(sent.map(({ method }) => method)).toEqual(['GET']);
});

test.each([
  ['an empty list', listed()],
  ['no list at all', one({ totalResults: 0 })],
])('scimUser is undefined when the response is %s', async (_what, reply) => {
  expect(await scimClient([reply]).client.scimUser(NINA)).toBeUndefined();
});

test.each(['scimUser', 'deactivateUser'] as const)('%s rejects after a 404, because a wrong URL looks the same', async (method) => {
  const failure = await failureOf(scimClient([refused(404, { detail: 'There is no /x/Users here.' })]).client[method](NINA));
  expect(failure).toBeInstanceOf(ScimError);
  expect(failure).toMatchObject({ code: 'not-found', status: 404 });
});

test.each(['deactivateUser', 'reactivateUser'] as const)('%s with an unknown address says what to check', async (method) => {
  const { client, sent } = scimClient([listed()]);
  const failure = await failureOf(client[method](NINA));
  expect(failure).toBeInstanceOf(NotFoundError);
  expect(failure.message).toBe(
    `scim list users failed at ${BASE}/Users: no user has the address '${NINA}'. The address must be on the domain that the SCIM token belongs to; check the spelling and the token`,
  );
  expect(sent).toHaveLength(1);
});

test.each([
  ['quotes and backslashes', 'a"b\\c@acme.example', 'userName eq "a\\"b\\\\c@acme.example"'],
  ['characters that end a query', "a&b=c#d+e'(f)@acme.example", 'userName eq "a&b=c#d+e\'(f)@acme.example"'],
  ['letters beyond ASCII', 'zoë@acme.example', 'userName eq "zoë@acme.example"'],
  ['half a character', 'a\uD800@acme.example', 'userName eq "a\\ud800@acme.example"'],
])('an address with %s is quoted as JSON and encoded', async (_what, email, filter) => {
  const { client, sent } = scimClient([listed()]);
  await client.scimUser(email);
  const query = new URL(sent[0]?.url ?? '').searchParams;
  expect(query.get('filter')).toBe(filter);
  expect([...query.keys()]).toEqual(['filter', 'startIndex', 'count']);
});

test("a userName matches regardless of case, and the result has the server's spelling", async () => {
  const { client } = scimClient([listed(user(true, { userName: 'Nina@Acme.example' }))]);
  expect(await client.scimUser(NINA)).toEqual({ id: '17', email: 'Nina@Acme.example', isActive: true });
});

test.each([
  [
    'ignores the filter',
    [user(true, { userName: 'max@acme.example' }), user(true, { id: '18', userName: 'ed@acme.example' })],
    'lists 2 of 2 users, and none of them has this userName',
  ],
  ['has the user twice', [user(true), user(true, { id: '18' })], 'lists 2 of 2 users, and 2 of them have this userName'],
])('nobody is deactivated if the server %s', async (_what, users, problem) => {
  const { client, sent } = scimClient([listed(...users)]);
  const failure = await failureOf(client.deactivateUser(NINA));
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure.message).toContain(problem);
  expect(sent).toHaveLength(1);
});

test('a server that ignores the filter but lists the user once is accepted', async () => {
  const { client, sent } = scimClient([listed(user(true, { id: '1', userName: 'max@acme.example' }), user(true)), one(user(false))]);
  expect(await client.deactivateUser(NINA)).toMatchObject({ id: '17', isActive: false });
  expect(sent[1]?.url).toBe(`${BASE}/Users/17`);
});

test('an id is encoded where it is part of a URL', async () => {
  const { client, sent } = scimClient([listed(user(true, { id: '../a b?c' })), one(user(false, { id: '../a b?c' }))]);
  await client.deactivateUser(NINA);
  expect(sent[1]?.url).toBe(`${BASE}/Users/..%2Fa%20b%3Fc`);
});

test.each(['', '.', '..', 'a\uD800'])('an id %j, which would change the path, is refused', async (id) => {
  const { client, sent } = scimClient([listed(user(true, { id }))]);
  const failure = await failureOf(client.deactivateUser(NINA));
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure.message).toContain('Resources.0.id is missing or not valid');
  expect(sent).toHaveLength(1);
});

test('after 204 without a body the user is read again', async () => {
  const jobs: string[] = [];
  const replies = [listed(user(true)), () => new Response(null, { status: 204 }), one(user(false))];
  const { client, sent } = scimClient(replies, { onExchange: ({ job }) => jobs.push(job) });
  expect(await client.deactivateUser(NINA)).toMatchObject({ wasActive: true, isActive: false });
  expect(sent.map(({ method, url }) => `${method} ${url.slice(BASE.length, BASE.length + 9)}`)).toEqual([
    'GET /Users?fi',
    'PATCH /Users/17',
    'GET /Users/17',
  ]);
  expect(jobs).toEqual(['scim list users', 'scim patch user', 'scim get user']);
});

test.each([
  ['in its response', [one(user(true))]],
  ['when it is read again', [() => new Response(null, { status: 204 }), one(user(true))]],
])('a success is an error if the user is still active %s', async (_what, replies) => {
  const failure = await failureOf(scimClient([listed(user(true)), ...replies]).client.deactivateUser(NINA));
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure).toMatchObject({ job: 'scim patch user' });
  expect(failure.message).toContain(`the server reported success, but the user '${NINA}' is still active`);
});

test.each([
  'http://scim.example',
  'http://scim.example/',
  'http://scim.example/scim/v2',
  'http://scim.example/scim/v2/',
  'http://scim.example/scim/v2//',
])('the URL %s leads to /scim/v2/Users', async (url) => {
  const { client, sent } = scimClient([listed()], { url });
  await client.scimUser(NINA);
  expect(sent[0]?.url).toMatch(/^http:\/\/scim\.example\/scim\/v2\/Users\?/);
});

test('a different path is kept', async () => {
  const { client, sent } = scimClient([listed()], { url: 'https://scim.example/api/scim/' });
  await client.scimUser(NINA);
  expect(sent[0]?.url).toMatch(/^https:\/\/scim\.example\/api\/scim\/Users\?/);
});

test.each([`Bearer ${TOKEN}`, `  ${TOKEN}\n`, `bearer  ${TOKEN}`])(
  'a token that was copied with surrounding text is sent without that text',
  async (token) => {
    const { client, sent } = scimClient([listed()], { token });
    await client.scimUser(NINA);
    expect(sent[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  },
);

test.each([
  ['an invalid URL', { url: 'localhost:4310', token: TOKEN }, "scim.url 'localhost:4310' is not an http or https URL."],
  ['no URL', { token: TOKEN }, "scim.url 'undefined' is not an http or https URL."],
  ['another scheme', { url: 'ftp://scim.example/http://a', token: TOKEN }, 'is not an http or https URL.'],
  ['a user name in the URL', { url: 'http://me@scim.example', token: TOKEN }, "scim.url 'http://scim.example' contains a user name"],
  ['a password alone', { url: 'http://:pw@scim.example', token: TOKEN }, "scim.url 'http://scim.example' contains a user name"],
  ['a password in the URL', { url: 'http://me:pw@scim.example', token: TOKEN }, "scim.url 'http://scim.example' contains a user name"],
  ['a query', { url: 'http://scim.example/?a=b', token: TOKEN }, 'scim.url must not contain a query or fragment.'],
  ['no token', { url: BASE }, 'scim.token is missing. Pass the SCIM token of the domain.'],
  ['an empty token', { url: BASE, token: ' \n' }, 'scim.token is missing.'],
  ['a scheme within the token', { url: BASE, token: 'aBearer b' }, 'scim.token contains a character that a token cannot have.'],
  ['a token with a line break', { url: BASE, token: 'two\nlines' }, 'scim.token contains a character that a token cannot have.'],
])('createClient refuses %s, and does not show the token', (_what, scim, message) => {
  const create = (): unknown => createClient({ scim: scim as never });
  expect(create).toThrow(TypeError);
  expect(create).toThrow(message);
  expect(create).not.toThrow(/two\nlines|quoted|pw/);
});

test.each(['deactivateUser', 'reactivateUser', 'scimUser'] as const)('%s without the option scim says why it is needed', async (method) => {
  const client = createClient({ credentials, fetch: () => Promise.reject(new Error('It sent something.')) });
  const failure = await failureOf(client[method](NINA));
  expect(failure).toBeInstanceOf(ValidationError);
  expect(failure.message).toBe(
    `${method} needs the option scim: { url, token } of createClient. The Integration Server has no job that deactivates users.`,
  );
  expect(failure).toMatchObject({ job: 'scim', attempts: 0 });
});

test('a client with credentials and scim has both kinds of methods', async () => {
  const fetch = async (url: string): Promise<Response> =>
    url.includes('/Users') ? Response.json({ totalResults: 0 }) : Response.json({ policyList: [], responseCode: 200 });
  const client = createClient({ credentials, fetch, scim: { url: BASE, token: TOKEN } });
  expectTypeOf(client).toHaveProperty('listPolicies');
  expect([await client.listPolicies(), await client.scimUser(NINA)]).toEqual([[], undefined]);
});

test('a client without credentials only has the SCIM methods, also in its type', () => {
  const client = createClient({ scim: { url: BASE, token: TOKEN } });
  expectTypeOf(client).toEqualTypeOf<ScimMethods>();
  expect(Object.keys(client)).toEqual(['deactivateUser', 'reactivateUser', 'scimUser']);
  // @ts-expect-error: without scim, credentials are required
  expect(() => createClient({})).toThrow('credentials.partnerUserID is missing');
});

test.each(['', undefined])('the address %j is refused before anything is sent', async (email) => {
  const { client, sent } = scimClient([listed()]);
  const failure = await failureOf(client.scimUser(email as never));
  expect(failure).toBeInstanceOf(ValidationError);
  expect(failure.message).toBe(`scim list users failed at ${BASE}/Users: the email address is empty. Pass the user's address`);
  expect(failure.attempts).toBe(0);
  expect(sent).toEqual([]);
});

test('a user is found in a list whose totalResults is 0', async () => {
  const { client } = scimClient([one({ totalResults: 0, Resources: [user(true)] })]);
  expect(await client.scimUser(NINA)).toMatchObject({ id: '17' });
});

test('a reactivation reported as successful is an error if the user is still inactive', async () => {
  const failure = await failureOf(scimClient([listed(user(false)), one(user(false))]).client.reactivateUser(NINA));
  expect(failure.message).toContain(`the server reported success, but the user '${NINA}' is still inactive`);
});

test('a token passed as the address is not shown', async () => {
  const failure = await failureOf(scimClient([listed()]).client.deactivateUser(TOKEN));
  expect(failure.message).toContain("no user has the address '***'");
});

test('onExchange gets each request and its response, without the token', async () => {
  const told: unknown[] = [];
  const echo = one(user(false, { displayName: `said ${TOKEN}` }));
  const { client } = scimClient([listed(user(true)), echo], { onExchange: (exchange) => told.push(exchange) });
  await client.deactivateUser(NINA);
  expect(told).toMatchObject([
    { job: 'scim list users', url: `${BASE}/Users`, attempt: 1, durationMs: 0, request: { method: 'GET' }, answer: { httpStatus: 200 } },
    {
      job: 'scim patch user',
      url: `${BASE}/Users/17`,
      request: { method: 'PATCH', path: '/Users/17', body: expect.stringContaining('"active":false') },
      answer: { contentType: 'application/scim+json;charset=utf-8', body: expect.stringContaining('said ***') },
    },
  ]);
  expect(JSON.stringify(told)).not.toContain('quoted');
});

test('onExchange gets the reason and duration of a failed attempt', async () => {
  const told: Exchange[] = [];
  const slow = async (): Promise<Response> => {
    await runtime.sleep(25);
    return refused(503)();
  };
  const { client, runtime } = scimClient([slow], { retry: { attempts: 2, baseMs: 100 }, onExchange: (exchange) => told.push(exchange) });
  const failure = await failureOf(client.scimUser(NINA));
  expect(told.map(({ attempt, durationMs, problem }) => [attempt, durationMs, problem])).toEqual([
    [1, 25, failure.message],
    [2, 25, failure.message],
  ]);
});

test('onExchange gets no problem for a success', async () => {
  const told: Exchange[] = [];
  await scimClient([listed()], { onExchange: (exchange) => told.push(exchange) }).client.scimUser(NINA);
  expect(told.map((exchange) => Object.keys(exchange))).toEqual([['job', 'url', 'request', 'answer', 'attempt', 'durationMs']]);
});

test('an HTML page instead of a user is a clear error', async () => {
  const failure = await failureOf(scimClient([listed(user(true)), page(200)]).client.deactivateUser(NINA));
  expect(failure.message).toBe(
    `scim patch user failed at ${BASE}/Users/17: HTTP 200 with a body that starts with "<html>a proxy</html>", which is not a SCIM response. Check that scim.url is a SCIM base URL and that SCIM is enabled there`,
  );
});
