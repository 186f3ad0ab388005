import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/index.js';
import { type Answer, createTestEmulator, sendJob } from '../../support/emulator.js';
import { OWNER } from '../../support/people.js';

const ask = (emulator: Emulator, credentials: unknown): Promise<Answer> =>
  sendJob(emulator, { type: 'get', inputSettings: { type: 'policyList' }, credentials });

test.each([[undefined], [null], [{}]])('credentials %j count as missing', async (credentials) => {
  await using emulator = await createTestEmulator();
  expect(await ask(emulator, credentials)).toEqual({ responseMessage: 'No authentication method specified', responseCode: 403 });
});

const wrong: readonly (readonly [string, (pair: Emulator['credentials']) => unknown])[] = [
  ['an unknown partnerUserID', ({ partnerUserSecret }) => ({ partnerUserID: 'aa_nobody', partnerUserSecret })],
  ['a wrong secret', ({ partnerUserID }) => ({ partnerUserID, partnerUserSecret: 'wrong' })],
  ['the secret in upper case', (pair) => ({ ...pair, partnerUserSecret: pair.partnerUserSecret.toUpperCase() })],
  ['an empty secret', (pair) => ({ ...pair, partnerUserSecret: '' })],
  ['no secret', ({ partnerUserID }) => ({ partnerUserID })],
  ['a secret that is not a string', (pair) => ({ ...pair, partnerUserSecret: 5 })],
  ['a partnerUserID called __proto__', (pair) => ({ ...pair, partnerUserID: '__proto__' })],
  ['a string', () => 'pair'],
  ['a list', () => ['pair']],
  ['a lone surrogate', (pair) => ({ ...pair, partnerUserSecret: '\ud800' })],
];

test.each(wrong)('%s is an authentication error, even after the right secret was used', async (_what, make) => {
  await using emulator = await createTestEmulator();
  expect(await ask(emulator, emulator.credentials)).toMatchObject({ responseCode: 200 });
  expect(await ask(emulator, make(emulator.credentials))).toEqual({ responseMessage: 'Authentication error', responseCode: 404 });
});

test('other keys in credentials do not matter', async () => {
  await using emulator = await createTestEmulator();
  expect(await ask(emulator, { ...emulator.credentials, extra: [1] })).toMatchObject({ responseCode: 200 });
});

test('credentials act as their own account', async () => {
  await using emulator = await createTestEmulator();
  const pair = emulator.directory.createCredential('sam.seller@acme.example');
  const { policyList } = await ask(emulator, pair);
  expect(policyList.map(({ role, owner }: Answer) => [role, owner])).toEqual([
    ['user', OWNER],
    ['user', OWNER],
  ]);
});

test('credentials of one company see nothing of another', async () => {
  await using emulator = await createTestEmulator();
  const { credentials } = emulator.directory.createCompany('Other');
  await sendJob(emulator, {
    type: 'update',
    credentials,
    dataSource: 'request',
    inputSettings: {
      type: 'employees',
      entity: 'generic',
      data: [{ employeeEmail: 'x@y.example', managerEmail: OWNER, employeeID: '1', policyID: emulator.policies[0]?.id }],
    },
  });
  const [first, second] = emulator.snapshot().companies;
  expect(second?.accounts.some(({ email }) => email === 'x@y.example')).toBe(true);
  expect(first?.accounts.some(({ email }) => email === 'x@y.example')).toBe(false);
});

test('an Authorization header is ignored', async () => {
  await using emulator = await createTestEmulator();
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify({ type: 'get', inputSettings: { type: 'policyList' } }) });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body, headers: { authorization: 'Basic eDp5' } });
  expect(await response.json()).toMatchObject({ responseCode: 403 });
});
