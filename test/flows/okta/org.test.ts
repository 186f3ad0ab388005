import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildFlow, type Cards, runFlow } from '../../../src/flows/index.js';
import { oktaUser } from '../fixtures/users.js';
import { runCard } from '../support/run-card.js';

const TOKEN = '00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-';
const MANY = Array.from({ length: 5 }, (_, index) => oktaUser(`00u${index}`, { login: `u${index}@acme.example`, firstName: `U${index}` }));

/** An org with pages of two, and one id for each kind of problem. */
let url = '';
let seen: { method: string; url: string; authorization: string; body: string }[] = [];
let busy = 0;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const asked = new URL(request.url ?? '', url);
  seen.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization ?? '', body });
  const answer = (status: number, value: unknown, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(value === undefined ? '' : JSON.stringify(value));
  const { pathname, searchParams } = asked;
  if (pathname === '/api/v1/users' && request.method === 'GET') {
    const from = Number(searchParams.get('after') ?? 0);
    const link = { link: `<${url}/api/v1/users?after=${from + 2}&limit=2>; rel="next"` };
    return answer(200, MANY.slice(from, from + 2), from + 2 < MANY.length ? link : {});
  }
  if (pathname === '/api/v1/users/00uBusy' && busy-- > 0)
    return answer(429, { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.', errorCauses: [] });
  if (pathname === '/api/v1/users/00uMoved') return answer(302, undefined, { location: 'https://elsewhere.example/' });
  if (pathname === '/api/v1/users/00uSecret')
    return answer(401, { errorCode: 'E0000011', errorSummary: `Invalid token provided: ${TOKEN}`, errorCauses: [] });
  if (pathname === '/api/v1/groups') return answer(200, [], { link: `<${url}/api/v1/groups?after=1>; rel="next"` });
  if (pathname.endsWith('/lifecycle/suspend')) return answer(200, undefined);
  return answer(200, { ...MANY[0], id: decodeURIComponent(pathname.split('/')[4] ?? '') });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen = [];
  busy = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const org = (more: object = {}) => ({ okta: { url, token: TOKEN, ...more } });
const okta = (key: string, inputs: Record<string, unknown>, outputs: readonly string[] = [], more: object = {}) =>
  runCard(`@okta.${key}`, inputs, outputs, org(more));
const flowOf = (build: (cards: Cards) => void) =>
  buildFlow('Read', (cards) => {
    cards.helperFlow({});
    build(cards);
  });

test('Read User reads from the org with the token and returns the same as from a file', async () => {
  const card = await okta('readUser', { 'User/ID or Login': 'ada@acme.example' }, ['System Properties/ID', 'Profile Properties/firstName']);
  expect(card.outputs).toEqual({ 'System Properties/ID': 'ada@acme.example', 'Profile Properties/firstName': 'U0' });
  expect(seen).toEqual([{ method: 'GET', url: '/api/v1/users/ada%40acme.example', authorization: `SSWS ${TOKEN}`, body: '' }]);
  expect(card.result.requests).toMatchObject([{ card: 'The card', method: 'GET', url: `${url}/api/v1/users/ada%40acme.example` }]);
});

test('the token is redacted in all output, even if the org repeats it', async () => {
  const { result } = await okta('readUser', { 'User/ID or Login': '00uSecret' });
  expect(result.error).toMatchObject({ code: 401, message: expect.stringContaining('Check the token in OKTA_API_TOKEN.') });
  expect(JSON.stringify(result)).not.toContain(TOKEN);
  expect(JSON.stringify(result)).not.toContain(TOKEN.slice(4, 20));
});

test("a list follows the Link header, up to the card's limit", async () => {
  const inputs = { 'parameters/resultSet': 'First 200 Matching Records', 'Inputs/Custom Search Criteria': 'status eq "ACTIVE"' };
  const card = await runCard('@okta.listUsersWithSearch', inputs, { 'Result/Users': 'object[]' }, org());
  expect(card.outputs['Result/Users']).toHaveLength(5);
  expect(seen.map((request) => request.url)).toEqual([
    '/api/v1/users?search=status+eq+%22ACTIVE%22&limit=200',
    '/api/v1/users?after=2&limit=2',
    '/api/v1/users?after=4&limit=2',
  ]);
  seen = [];
  await okta('listUsersWithSearch', { ...inputs, 'parameters/resultSet': 'First Matching Record' }, ['Result/ID']);
  expect(seen.map((request) => request.url)).toEqual(['/api/v1/users?search=status+eq+%22ACTIVE%22&limit=1']);
});

test('stops following an org that returns empty pages forever', async () => {
  const inputs = { 'parameters/resultSet': 'First 200 Matching Records', 'Inputs/Query': 'x' };
  expect((await runCard('@okta.searchGroups', inputs, { 'Result/Groups': 'object[]' }, org())).outputs).toEqual({ 'Result/Groups': [] });
  expect(seen).toHaveLength(1);
});

test('without --allow-okta-writes nothing is changed, and the run stops with a hint', async () => {
  const { error } = await okta('suspendUser', { 'User/ID': '00u1' });
  expect(error).toMatchObject({ kind: 'host', message: expect.stringContaining('allow changes with --allow-okta-writes') });
  expect(error?.message).toContain(`tried to change ${new URL(url).host} (POST /api/v1/users/00u1/lifecycle/suspend)`);
  expect(seen).toEqual([]);
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('the Custom API Action may only %s with --allow-okta-writes', async (method) => {
  const inputs = {
    'Request/Request Type': method,
    'Request/Relative URL': '/api/v1/users/00u1',
    'Request/Body': { profile: { title: 'Dr' } },
  };
  expect((await okta('hTTPRequest', inputs)).error).toMatchObject({ kind: 'host' });
  expect(seen).toEqual([]);
  expect((await okta('hTTPRequest', inputs, ['Response/Status Code'], { allowWrites: true })).outputs).toEqual({
    'Response/Status Code': 200,
  });
  expect(seen).toMatchObject([{ method, body: '{"profile":{"title":"Dr"}}' }]);
});

test("the Custom API Action reads with the headers of the org, and can't be redirected to another host", async () => {
  const read = (path: string) =>
    okta('hTTPRequest', { 'Request/Request Type': 'GET', 'Request/Relative URL': path }, ['Response/Headers', 'Response/Body']);
  const { outputs } = await read('/api/v1/users?limit=2');
  expect(outputs).toMatchObject({
    'Response/Body': [{ id: '00u0' }, { id: '00u1' }],
    'Response/Headers': { link: expect.stringContaining('rel="next"') },
  });
  seen = [];
  for (const path of ['//elsewhere.example/api', '\\\\elsewhere.example/api', 'https://elsewhere.example/api']) await read(path);
  expect(seen.every((request) => request.url.startsWith('/'))).toBe(true);
});

test('does not follow a redirect, which would receive the token', async () => {
  const { outputs, error } = await okta('readUser', { 'User/ID or Login': '00uMoved' }, ['System Properties/ID']);
  expect(outputs).toEqual({});
  expect(error?.message).toContain('returned a redirect (302), which was not followed');
  expect(seen).toHaveLength(1);
});

test('a rate limit is a card error with 429, and a card that retries waits for it', async () => {
  busy = 1;
  expect((await okta('readUser', { 'User/ID or Login': '00uBusy' })).error).toMatchObject({ code: 429 });
  busy = 1;
  const flow = flowOf((cards) => {
    const read = cards.readUser('00uBusy', []);
    read.card.policy = { type: 'finish', retry: 1, delays: [60_000] };
  });
  expect(await runFlow(flow, { ...org(), clock: '2026-01-31T09:00:00Z' })).toMatchObject({ status: 'finished' });
});

test("other cards can't reach the org's host", async () => {
  const flow = flowOf((cards) => void cards.httpGet({ url: `${url}/api/v1/users` }));
  expect((await runFlow(flow, org())).error).toMatchObject({ kind: 'host' });
  expect(seen).toEqual([]);
});

test.each([
  ['ftp://acme.okta.com', TOKEN, 'is not an http or https URL'],
  ['http://acme.okta.com', TOKEN, 'must be an https URL'],
  ['https://user:pw@acme.okta.com', TOKEN, 'must not contain a user'],
  ['https://acme.okta.com/api/v1', TOKEN, 'must not have a path or a query: use https://acme.okta.com.'],
  ['https://acme.okta.com', '', 'The Okta API token is empty'],
  ['https://acme.okta.com', 'a\nb', 'The Okta API token is empty or contains characters'],
])('an org at %s with the token %j is refused', async (address, token, message) => {
  const flow = flowOf(() => undefined);
  await expect(runFlow(flow, { okta: { url: address, token } })).rejects.toThrow(message);
});

test('rejects an org together with a file of users', async () => {
  await expect(
    runFlow(
      flowOf(() => undefined),
      { ...org(), users: [] },
    ),
  ).rejects.toThrow('Remove one of the two');
});
