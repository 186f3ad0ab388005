import { expect, test } from 'vitest';
import { createClient, MalformedAnswerError, NotFoundError, ScimError } from '../../src/client/index.js';
import type { Emulator } from '../../src/index.js';
import { clientOf, failureOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { at, ED, MAIN, memberOf } from '../support/people.js';

const open = (): Promise<Emulator> => createTestEmulator({ scim: true });
const scimClientOf = (emulator: Emulator) => clientOf(emulator, { scim: emulator.scim });
const jobsOf = (emulator: Emulator) => emulator.journal.entries().map(({ job }) => job);

test('a deactivated user is signed out, cannot sign in, and stays a member', async () => {
  await using emulator = await open();
  const client = scimClientOf(emulator);
  emulator.directory.signIn(ED, { device: 'mobile' });
  const company = emulator.world.companies.get('acme');
  const { id } = (await client.scimUser(ED)) ?? {};
  expect(await client.deactivateUser(ED)).toEqual({ id, email: ED, wasActive: true, isActive: false });
  expect([...(company?.sessions.list('accountID', Number(id)) ?? [])]).toEqual([]);
  expect(() => emulator.directory.signIn(ED)).toThrow(/was deactivated/);
  expect(await memberOf(emulator, ED, MAIN)).toMatchObject({ email: ED });
  expect(await client.scimUser(ED)).toMatchObject({ isActive: false });
});

test('a reactivated user can sign in again', async () => {
  await using emulator = await open();
  const client = scimClientOf(emulator);
  await client.deactivateUser(ED);
  expect(await client.reactivateUser(ED)).toMatchObject({ wasActive: false, isActive: true });
  expect(emulator.directory.signIn(ED)).toMatchObject({ device: 'web' });
});

test('the journal has one search and one PATCH, and a second deactivation only adds one search', async () => {
  await using emulator = await open();
  const client = scimClientOf(emulator);
  await client.deactivateUser(ED);
  await client.deactivateUser(ED);
  expect(jobsOf(emulator).toSorted()).toEqual(['scim list users', 'scim list users', 'scim patch user']);
});

test('an address in capital letters finds the same user', async () => {
  await using emulator = await open();
  expect(await scimClientOf(emulator).deactivateUser(ED.toUpperCase())).toMatchObject({ email: ED, isActive: false });
});

test.each(['somebody@elsewhere.example', at('nobody'), 'a"b\\c@acme.example', 'a&b=c+d#e@acme.example'])(
  'no user has the address %s',
  async (email) => {
    await using emulator = await open();
    const client = scimClientOf(emulator);
    expect(await client.scimUser(email)).toBeUndefined();
    expect(await failureOf(client.deactivateUser(email))).toBeInstanceOf(NotFoundError);
  },
);

test.each(['scim-rate-limited', 'scim-unavailable', 'connection-reset'] as const)(
  'a request that meets a transient %s is retried',
  async (preset) => {
    await using emulator = await open();
    emulator.faults.add({ preset, job: 'scim patch user', times: 2 });
    const client = scimClientOf(emulator);
    expect(await client.deactivateUser(ED)).toMatchObject({ wasActive: true, isActive: false });
    expect(client.runtime.waits).toEqual(preset === 'scim-rate-limited' ? [10_000, 10_000] : [750, 1500]);
  },
);

test('a wrong token is a ScimError that names the option without showing the token', async () => {
  await using emulator = await open();
  const client = clientOf(emulator, { scim: { url: emulator.scim?.url ?? '', token: 'wrong-token-f00d' } });
  const failure = await failureOf(client.deactivateUser(ED));
  expect(failure).toBeInstanceOf(ScimError);
  expect(failure).toMatchObject({ code: 'authentication', status: 401, attempts: 1 });
  expect(failure.message).toMatch(/\. Check scim\.token$/);
  expect(failure.message).not.toContain('f00d');
});

test('an emulator without SCIM leads to a clear error', async () => {
  await using emulator = await createTestEmulator();
  const failure = await failureOf(clientOf(emulator, { scim: { url: emulator.url, token: 'a-token' } }).scimUser(ED));
  expect(failure).toBeInstanceOf(MalformedAnswerError);
  expect(failure).toMatchObject({ httpStatus: 404 });
  expect(failure.message).toMatch(/Check that scim\.url is a SCIM base URL and that SCIM is enabled there$/);
});

test('a URL with a wrong path is an error, not an absent user', async () => {
  await using emulator = await open();
  const scim = { url: `${emulator.scim?.url}/v1`, token: emulator.scim?.token ?? '' };
  expect(await failureOf(clientOf(emulator, { scim }).scimUser(ED))).toMatchObject({ code: 'not-found', status: 404 });
});

test.each(['', '/', '/scim/v2', '/scim/v2/'])('the base URL with %j reaches the endpoint without credentials', async (path) => {
  await using emulator = await open();
  const scim = { url: emulator.url.replace(/\/$/, '') + path, token: emulator.scim?.token ?? '' };
  const client = createClient({ scim, fetch: (url, init) => emulator.fetch(url, init) });
  expect(await client.scimUser(ED)).toMatchObject({ email: ED, isActive: true });
});

test('deactivations do not count towards the limits of the Integration Server, and do not wait for them', async () => {
  await using emulator = await createTestEmulator({ scim: true, rateLimit: 'enforce' });
  const client = scimClientOf(emulator);
  for (let count = 0; count < 15; count++) {
    await client.deactivateUser(ED);
    await client.reactivateUser(ED);
  }
  await client.listPolicies();
  expect(client.runtime.waits).toEqual([]);
});
