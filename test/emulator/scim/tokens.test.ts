import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { demoSeed } from '../../../src/emulator/seeds/demo.js';
import type { Emulator, Seed } from '../../../src/index.js';
import { createTestEmulator } from '../../support/emulator.js';
import { ask, createScimEmulator, ED, scimError } from '../../support/scim.js';

const SET_UP = { samlEnabled: true, samlRequired: true, oktaSCIM: true };

const statusOf = async (emulator: Emulator, authorization: string | null): Promise<number> =>
  (await ask(emulator, 'GET', '/Users?count=1', { authorization })).status;

test.each<[what: string, authorization: (token: string) => string, status: number]>([
  ['Bearer TOKEN', (token) => `Bearer ${token}`, 200],
  ['bearer TOKEN', (token) => `bearer ${token}`, 200],
  ['BEARER and several spaces', (token) => `BEARER   ${token}`, 200],
  ['the bare TOKEN', (token) => token, 200],
  ['the TOKEN in capitals', (token) => `Bearer ${token.toUpperCase()}`, 401],
  ['half of the TOKEN', (token) => `Bearer ${token.slice(0, 20)}`, 401],
  ['more than the TOKEN', (token) => `Bearer ${token}0`, 401],
  ['Bearer Bearer TOKEN', (token) => `Bearer Bearer ${token}`, 401],
  ['Basic TOKEN', (token) => `Basic ${token}`, 401],
  ['Token TOKEN', (token) => `Token ${token}`, 401],
  ['Bearer alone', () => 'Bearer', 401],
  ['Bearer and a space', () => 'Bearer ', 401],
  ['an empty string', () => '', 401],
])('Authorization of %s', async (_what, authorization, status) => {
  await using emulator = await createScimEmulator();
  expect(await statusOf(emulator, authorization(emulator.scim?.token ?? ''))).toBe(status);
});

test('refuses a request without a token with an Error and WWW-Authenticate, before checking its path', async () => {
  await using emulator = await createScimEmulator();
  for (const path of ['/Users', '/Users/1', '/nowhere', '/ServiceProviderConfig', '']) {
    const { status, body, headers } = await ask(emulator, 'GET', path, { authorization: null });
    expect({ status, body }).toEqual({ status: 401, body: scimError(401) });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  }
});

test('the credentials of the Integration Server are not a token', async () => {
  await using emulator = await createScimEmulator();
  const { partnerUserID, partnerUserSecret } = emulator.credentials;
  expect(await statusOf(emulator, `Bearer ${partnerUserSecret}`)).toBe(401);
  expect(await statusOf(emulator, `Bearer ${partnerUserID}`)).toBe(401);
});

test('the token is the same at every start, different for each domain, and changes when it is rotated', async () => {
  const seed = demoSeedWith({
    domains: [
      { domain: 'acme.example', ...SET_UP },
      { domain: 'other.example', ...SET_UP },
    ],
  });
  await using emulator = await createTestEmulator({ seed });
  await using again = await createTestEmulator({ seed });
  const first = emulator.domains.revealToken('acme', 'acme.example');
  const other = emulator.domains.revealToken('acme', 'other.example');
  expect(again.domains.revealToken('acme', 'acme.example')).toBe(first);
  expect(other).not.toBe(first);
  const second = emulator.domains.rotateToken('acme', 'acme.example');
  expect(second).not.toBe(first);
  expect(await statusOf(emulator, `Bearer ${first}`)).toBe(401);
  expect(await statusOf(emulator, `Bearer ${second}`)).toBe(200);
  expect(await statusOf(emulator, `Bearer ${other}`)).toBe(200);
  expect(emulator.scim?.token).toBe(second);
  await emulator.reset();
  expect(await statusOf(emulator, `Bearer ${first}`)).toBe(200);
  expect(await statusOf(emulator, `Bearer ${second}`)).toBe(401);
});

test('a seed can set its own token', async () => {
  const scimToken = 'a-token-that-the-seed-names';
  await using emulator = await createTestEmulator({ seed: demoSeedWith({ domains: [{ domain: 'acme.example', ...SET_UP, scimToken }] }) });
  expect(emulator.scim).toMatchObject({ domain: 'acme.example', token: scimToken });
  expect(await statusOf(emulator, scimToken)).toBe(200);
  expect(JSON.stringify(emulator.snapshot())).not.toContain(scimToken);
});

test('two companies with the same domain have different tokens, which show and change only the people of their own company', async () => {
  const [acme] = demoSeed.companies;
  if (acme === undefined) throw new Error('The demo seed has no company.');
  const seed: Seed = {
    companies: [
      acme,
      { ...acme, id: 'twin', name: 'Twin', policies: [], credentials: [], reports: [], expenses: [], domainCards: [], expenseRules: [] },
    ],
  };
  await using emulator = await createScimEmulator({ seed });
  const tokens = ['acme', 'twin'].map((company) => emulator.domains.revealToken(company, 'acme.example'));
  expect(new Set(tokens).size).toBe(2);
  const [own, twin] = tokens.map((token) => ({ authorization: `Bearer ${token}` }));
  await ask(emulator, 'PATCH', `/Users/${ED}`, {
    ...twin,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', value: { active: false } }] },
  });
  expect((await ask(emulator, 'GET', `/Users/${ED}`, twin)).body.active).toBe(false);
  expect((await ask(emulator, 'GET', `/Users/${ED}`, own)).body.active).toBe(true);
  expect(() => emulator.directory.signIn('ed.engineer@acme.example', { company: 'twin' })).toThrow('deactivated through SCIM');
  expect(emulator.directory.signIn('ed.engineer@acme.example', { company: 'acme' })).toMatchObject({ device: 'web' });
});
