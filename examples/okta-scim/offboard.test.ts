// Tests the effects of a deactivation in Okta on Expensify, without Okta or Expensify: `npx vitest`.
//
// Two things happen. Okta's SCIM client deactivates the account, which signs the user out. The event User Deactivated also starts
// offboard.flow, which removes the user from the policy. Replace the flow and the users with your own.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator } from 'expensify-emulator';
import { createEvent, createOktaScim, runFlow } from 'expensify-emulator/flows';
import { expect, test } from 'vitest';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const users = JSON.parse(readFileSync(here('users.json'), 'utf8'));
const ED = 'ed.engineer@acme.example';
const POLICY = 'A1B2C3D4E5F60001';
const AT = '2026-01-31T09:00:00Z';

test('a user deactivated in Okta is signed out of Expensify and leaves the policy, but keeps their account and reports', async () => {
  await using emulator = await createEmulator({ listen: false, clock: AT, scim: true });
  if (emulator.scim === undefined) throw new Error('SCIM is off.');
  const company = () => emulator.snapshot().companies[0];
  const membersOf = (id: string) =>
    company()
      ?.policies.find((policy) => policy.id === id)
      ?.members.map(({ email }) => email);
  const sessions = () => company()?.sessions?.filter(({ account }) => account === ED);
  const reports = () => company()?.reports?.filter(({ account }) => account === ED);
  const reportsBefore = reports();
  // In the demo seed, Ed is signed in to the web and the mobile app.
  expect(sessions()?.map(({ device }) => device)).toEqual(['web', 'mobile']);
  expect(membersOf(POLICY)).toContain(ED);

  // The deactivation reaches SCIM.
  const okta = createOktaScim({ ...emulator.scim, fetch: emulator.fetch });
  expect(await okta.deactivate(ED)).toMatchObject({ status: 'done', message: 'deactivated' });
  expect(sessions()).toEqual([]);
  expect(() => emulator.directory.signIn(ED)).toThrow("was deactivated through SCIM and can't sign in");
  // SCIM alone does not remove the user from the policy.
  expect(membersOf(POLICY)).toContain(ED);

  // The event starts the flow.
  const result = await runFlow(here('offboard.flow'), {
    target: emulator,
    users,
    event: createEvent('user.lifecycle.deactivate', { user: '00uEd', users, at: AT }),
    clock: AT,
    set: {
      'Settings.partnerUserID': emulator.credentials.partnerUserID,
      'Settings.partnerUserSecret': emulator.credentials.partnerUserSecret,
      'Settings.Sales policy': POLICY,
    },
  });
  expect({ status: result.status, ignored: result.ignored }).toEqual({ status: 'finished', ignored: [] });
  expect(membersOf(POLICY)).not.toContain(ED);
  expect(company()?.accounts.find(({ email }) => email === ED)).toMatchObject({ email: ED, isDeactivated: true });
  expect(reports()).toEqual(reportsBefore);
  expect(reportsBefore).not.toHaveLength(0);
});
