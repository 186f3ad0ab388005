import { beforeEach, expect, test } from 'vitest';
import { buildFlow, type RunFlowOptions, runFlow } from '../../../../src/flows/index.js';
import { createScimStub, type ScimStub, STUB_TOKEN, scimError } from '../../../support/okta-scim-stub.js';
import { oktaUser } from '../../fixtures/users.js';
import { runCard } from '../../support/run-card.js';

const ED = oktaUser('00uEd', { login: 'ed.engineer@acme.example' });
const LIZ = oktaUser('00uLiz', { login: 'liz.left@acme.example' }, 'DEPROVISIONED');
const SAM = oktaUser('00uSam', { login: 'sam.seller@acme.example' });
const PEOPLE = [ED, LIZ, SAM];
const EXPENSIFY = { id: '0oa1', name: 'expensify', label: 'Expenses', users: ['00uEd', '00uLiz'] };
const APPS = { users: PEOPLE, apps: [EXPENSIFY, { id: '0oa2', label: 'Wiki', users: ['00uSam'] }] };

let stub: ScimStub;
beforeEach(() => {
  stub = createScimStub();
});

function options(more: Partial<RunFlowOptions> = {}): RunFlowOptions {
  const target = { url: 'http://scim.test', fetch: stub.fetch, scim: { url: 'http://scim.test/scim/v2', token: STUB_TOKEN } };
  return { target, users: PEOPLE, scim: {}, ...more };
}

const okta = (key: string, inputs: Record<string, unknown>, more: Partial<RunFlowOptions> = {}) =>
  runCard(`@okta.${key}`, inputs, ['Result/Status Code'], options(more));
const changes = () =>
  stub.requests.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => [method, path, activeIn(body)]);
const activeIn = (body: unknown) => /"active":(true|false)/.exec(JSON.stringify(body))?.[1];
const [PATCH_ED, PATCH_LIZ] = ['/scim/v2/Users/1001', '/scim/v2/Users/1003'];

test('Deactivate User reaches SCIM, and the report shows the requests with the card', async () => {
  const { result } = await okta('deactivateUser', { 'User/ID or Login': '00uEd' });
  expect(result).toMatchObject({ status: 'finished', warnings: [] });
  expect(stub.users[0]?.active).toBe(false);
  expect(result.requests).toMatchObject([
    { card: 'The card', method: 'GET', response: { status: 200 } },
    { card: 'The card', method: 'PATCH', url: 'http://scim.test/scim/v2/Users/1001', response: { status: 200 } },
  ]);
  expect(JSON.stringify(result)).not.toContain(STUB_TOKEN.slice(0, 8));
});

test.each([
  ['activateUser', { 'User/ID or Login': '00uLiz' }, [['PATCH', PATCH_LIZ, 'true']]],
  ['activateUser', { 'User/ID or Login': '00uEd' }, []],
  ['suspendUser', { 'User/ID or Login': '00uEd' }, []],
  ['deactivateUser', { 'User/ID or Login': '00uLiz' }, []],
  ['deactivateUser', { 'User/ID or Login': '00uNobody' }, []],
])('%s with %j sends %j', async (key, inputs, expected) => {
  await okta(key, inputs);
  expect(changes()).toEqual(expected);
});

test('a custom app sends a GET and a PUT', async () => {
  await okta('deactivateUser', { 'User/ID or Login': '00uEd' }, { scim: { app: 'custom' } });
  expect(changes()).toEqual([['PUT', PATCH_ED, 'false']]);
});

test.each([
  ['removeUserFromApplication', '0oa1', '00uEd', [['PATCH', PATCH_ED, 'false']]],
  ['removeUserFromApplication', '0oa2', '00uSam', []],
  ['removeUserFromApplication', '0oa1', '00uLiz', []],
  ['assignUserToApplicationForSSOAndProvisioning', '0oa1', '00uSam', []],
])('%s of the app %s and the user %s sends %j', async (key, app, user, expected) => {
  const { error } = await okta(key, { 'Application/Application ID': app, 'User/User ID': user }, { users: APPS });
  expect({ error, changes: changes() }).toEqual({ error: undefined, changes: expected });
});

test('an assignment looks the user up, and reactivates an inactive one', async () => {
  if (stub.users[1] !== undefined) stub.users[1].active = false;
  await okta('assignUserToApplicationForSSO', { 'Application/Application ID': '0oa1', 'User/User ID': '00uSam' }, { users: APPS });
  expect(changes()).toEqual([['PATCH', '/scim/v2/Users/1002', 'true']]);
});

test('with a list of apps, only users of the app Expensify are pushed', async () => {
  await okta('deactivateUser', { 'User/ID or Login': '00uSam' }, { users: APPS });
  expect(stub.requests).toEqual([]);
  await okta('deactivateUser', { 'User/ID or Login': '00uEd' }, { users: APPS });
  expect(changes()).toEqual([['PATCH', PATCH_ED, 'false']]);
});

test('a list of apps without Expensify is refused, because no user would be pushed', async () => {
  const users = { users: PEOPLE, apps: [{ id: '0oa2', label: 'Wiki' }] };
  await expect(okta('deactivateUser', { 'User/ID or Login': '00uEd' }, { users })).rejects.toThrow(
    "lists apps, but none has the label or name 'Expensify'",
  );
});

test('deleting a user deactivates first and only then removes, and is pushed once', async () => {
  const flow = buildFlow('Delete', (cards) => {
    cards.helperFlow({});
    for (const title of ['First', 'Second', 'Third'])
      cards.card('@okta.hTTPRequest', title, { 'Request/Relative URL': '/api/v1/users/00uEd', 'Request/Request Type': 'DELETE' });
  });
  const { error } = await runFlow(flow, options({ users: APPS }));
  expect(error).toMatchObject({ card: { title: 'Third' }, code: 404 });
  expect(changes()).toEqual([['PATCH', PATCH_ED, 'false']]);
});

test('a failed push is a warning, and the card continues', async () => {
  stub.next.push(...[1, 2, 3].map(() => scimError(503, 'Down.')));
  const { result, outputs } = await okta('deactivateUser', { 'User/ID or Login': '00uEd' });
  expect({ status: result.status, outputs }).toEqual({ status: 'finished', outputs: { 'Result/Status Code': 200 } });
  expect(result.warnings).toEqual([
    {
      code: 'scim-not-pushed',
      message:
        'SCIM deactivate of ed.engineer@acme.example: The user could not be looked up: the service returned HTTP 503: Down (3 tries). The card did not fail because Okta pushes in the background (assumed).',
      flow: 'One card',
      card: { title: 'The card', address: result.requests[0]?.address },
    },
  ]);
  expect(result.requests).toHaveLength(3);
});

test('a user who is unknown to Expensify is a warning', async () => {
  stub.users.length = 0;
  const { result } = await okta('deactivateUser', { 'User/ID or Login': '00uEd' });
  expect(result.warnings[0]?.message).toContain('The service has no user with this userName.');
});

test('waits before retries move the clock of the run', async () => {
  stub.next.push(scimError(429, 'Slow down.', { 'retry-after': '30' }));
  const { result } = await okta('deactivateUser', { 'User/ID or Login': '00uEd' });
  expect(result.cards.find(({ title }) => title === 'The card')?.ms).toBe(30_000);
});

test.each([
  [{ target: undefined }, /SCIM needs a service to push to/],
  [{ target: 'http://127.0.0.1:1' }, /SCIM is off at the target, or its token is not known/],
  [{ scim: { url: 'https://scim.example/v2' } }, /Pass it in EXPENSIFY_SCIM_TOKEN/],
  [{ scim: { url: 'https://scim.example/v2', token: 'x y' } }, /contains characters that are not allowed/],
  [{ scim: { url: 'https://scim.example/v2', token: STUB_TOKEN } }, /Allow it with --allow-host scim\.example\./],
  [{ okta: { url: 'https://acme.okta.com', token: 'x' }, users: undefined }, /An Okta org sends its own SCIM requests/],
])('%j is refused before anything runs', async (more, message) => {
  await expect(okta('deactivateUser', { 'User/ID or Login': '00uEd' }, more as Partial<RunFlowOptions>)).rejects.toThrow(message);
  expect(stub.requests).toEqual([]);
});

test('a redirect to another host is not followed, because the token is only for this host', async () => {
  stub.next.push(new Response(null, { status: 302, headers: { location: 'http://elsewhere.example/' } }));
  const { result } = await okta('deactivateUser', { 'User/ID or Login': '00uEd' });
  expect(result.warnings[0]?.message).toContain('a redirect (HTTP 302), which is not followed');
});

test('without the scim option, nothing is pushed', async () => {
  const { scim: _, ...without } = options();
  await runCard('@okta.deactivateUser', { 'User/ID or Login': '00uEd' }, [], without);
  expect(stub.requests).toEqual([]);
});
