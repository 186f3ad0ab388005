import { expect, test } from 'vitest';
import { demoSeedWith } from '../../../src/console/emulator-provider.js';
import { DEMO, demoSeed } from '../../../src/emulator/seeds/demo.js';
import type { Emulator } from '../../../src/index.js';
import { SignInRefused } from '../../../src/index.js';
import { createTestEmulator, readEmployees, updateEmployees } from '../../support/emulator.js';
import { ask, createScimEmulator, ED, ED_EMAIL, isActive, setActive } from '../../support/scim.js';

// What the contracts in contracts/scim cannot check, because the API has no sessions and no sign-in: scim#deactivation,
// scim#reactivation, scim#account-stays.

const acmeOf = (emulator: Emulator): any => emulator.snapshot().companies[0];
const devicesOf = (emulator: Emulator, email: string): string[] =>
  acmeOf(emulator).sessions.flatMap(({ account, device }: any) => (account === email ? [device] : []));

test('a deactivation ends the sessions on the web and in the mobile app, and no others', async () => {
  await using emulator = await createScimEmulator();
  expect(devicesOf(emulator, ED_EMAIL)).toEqual(['web', 'mobile']);
  const others = acmeOf(emulator).sessions.length - 2;
  await setActive(emulator, ED, false);
  expect(devicesOf(emulator, ED_EMAIL)).toEqual([]);
  expect(acmeOf(emulator).sessions).toHaveLength(others);
});

test.each(['web', 'mobile'] as const)('sign-in of a deactivated person is refused on %s, by any of their addresses', async (device) => {
  await using emulator = await createScimEmulator();
  const { body } = await ask(emulator, 'GET', `/Users?filter=${encodeURIComponent('userName eq "sue.seller@acme.example"')}`);
  await setActive(emulator, body.Resources[0].id, false);
  for (const email of ['sue.seller@acme.example', 'SUE.maiden@acme.example']) {
    expect(() => emulator.directory.signIn(email, { device })).toThrow(SignInRefused);
    expect(() => emulator.directory.signIn(email, { device })).toThrow("was deactivated through SCIM and can't sign in");
  }
  expect(emulator.directory.signIn(ED_EMAIL, { device })).toMatchObject({ device });
});

test('a reactivation lets the person sign in again, and the sessions do not come back', async () => {
  await using emulator = await createScimEmulator();
  await setActive(emulator, ED, false);
  await setActive(emulator, ED, true);
  expect(devicesOf(emulator, ED_EMAIL)).toEqual([]);
  emulator.directory.signIn(ED_EMAIL, { device: 'mobile' });
  expect(devicesOf(emulator, ED_EMAIL)).toEqual(['mobile']);
});

test('a deactivation changes the sessions and the account, and nothing else in the company', async () => {
  await using emulator = await createScimEmulator();
  const before = acmeOf(emulator);
  await setActive(emulator, ED, false);
  const { sessions, accounts, ...rest } = acmeOf(emulator);
  expect({ ...rest, accounts: [], sessions: [] }).toEqual({ ...before, accounts: [], sessions: [] });
  expect(accounts).toEqual(
    before.accounts.map((account: any) => (account.email === ED_EMAIL ? { ...account, isDeactivated: true } : account)),
  );
  await setActive(emulator, ED, true);
  expect(acmeOf(emulator).accounts).toEqual(before.accounts);
});

const record = { employeeEmail: ED_EMAIL, managerEmail: 'max.manager@acme.example', employeeID: 'E111', policyID: DEMO.mainPolicyID };

test.each<[what: string, changes: object]>([
  ['a name', { firstName: 'Edward' }],
  ['another manager', { managerEmail: 'mia.manager@acme.example' }],
  ['a role', { role: 'admin' }],
  ['a second policy', { policyID: DEMO.secondPolicyID, managerEmail: 'mia.manager@acme.example' }],
  ['a termination', { isTerminated: true }],
])('a deactivated person stays deactivated when update employees sets %s', async (_what, changes) => {
  await using emulator = await createScimEmulator();
  await setActive(emulator, ED, false);
  const answer = await updateEmployees(emulator, [{ ...record, ...changes }]);
  expect(answer).toMatchObject({ responseCode: 200 });
  expect(answer.skippedEmployees).toBeUndefined();
  expect(await isActive(emulator, ED)).toBe(false);
});

test('a new address does not change the deactivation', async () => {
  await using emulator = await createScimEmulator();
  await setActive(emulator, ED, false);
  await updateEmployees(emulator, [{ ...record, employeeEmail: 'edward@acme.example' }]);
  expect((await ask(emulator, 'GET', `/Users/${ED}`)).body).toMatchObject({ userName: 'edward@acme.example', active: false });
});

test('deactivation and isTerminated are independent, whichever comes first', async () => {
  await using emulator = await createScimEmulator();
  const isMember = async () => (await readEmployees(emulator, DEMO.mainPolicyID)).some(({ email }) => email === ED_EMAIL);
  await setActive(emulator, ED, false);
  expect(await isMember()).toBe(true);
  await updateEmployees(emulator, [{ ...record, isTerminated: true }]);
  expect([await isMember(), await isActive(emulator, ED)]).toEqual([false, false]);
  await setActive(emulator, ED, true);
  expect([await isMember(), await isActive(emulator, ED)]).toEqual([false, true]);
});

test('a person added after the start is listed and can be deactivated', async () => {
  await using emulator = await createScimEmulator();
  await updateEmployees(emulator, [{ ...record, employeeEmail: 'nina@acme.example', employeeID: 'E500' }]);
  const { body } = await ask(emulator, 'GET', `/Users?filter=${encodeURIComponent('userName eq "nina@acme.example"')}`);
  expect(body.totalResults).toBe(1);
  expect((await ask(emulator, 'GET', '/Users')).body.totalResults).toBe(13);
  expect((await setActive(emulator, body.Resources[0].id, false)).body.active).toBe(false);
});

test('people of other domains are only listed with --scim-full', async () => {
  const accounts = [...(demoSeed.companies[0]?.accounts ?? []), { email: 'guest@elsewhere.example', accountID: 7 }];
  const seed = demoSeedWith({ accounts });
  await using emulator = await createScimEmulator({ seed });
  expect((await ask(emulator, 'GET', '/Users')).body.totalResults).toBe(12);
  for (const path of ['/Users/7', `/Users?filter=${encodeURIComponent('userName eq "guest@elsewhere.example"')}`])
    expect((await ask(emulator, 'GET', path)).body.totalResults ?? 0).toBe(0);
  await using full = await createScimEmulator({ seed, scimFull: true });
  expect((await ask(full, 'GET', '/Users')).body.totalResults).toBe(13);
  expect((await ask(full, 'GET', '/Users/7')).body).toMatchObject({ userName: 'guest@elsewhere.example', name: { formatted: '' } });
});

test('the oldest of 20 sessions ends when another one begins', async () => {
  await using emulator = await createTestEmulator();
  for (let count = 0; count < 25; count++) emulator.directory.signIn(ED_EMAIL);
  expect(devicesOf(emulator, ED_EMAIL)).toHaveLength(20);
});
