import { expect, test } from 'vitest';
import { DEMO } from '../../src/emulator/seeds/demo.js';
import { createEvent, type FlowExport, lintFlow } from '../../src/flows/index.js';
import { createTestEmulator, readEmployees } from '../support/emulator.js';
import { changeFlow } from './fixtures/change.js';
import { deprovisionFlow } from './fixtures/deprovision.js';
import { nightlyFlow } from './fixtures/nightly.js';
import { provisionFlow } from './fixtures/provision.js';
import { rolesFlow } from './fixtures/roles.js';
import { LOST_USER, NEW_SELLER, ODD_ENGINEER, oktaUser } from './fixtures/users.js';
import { runFixture, sentEmployees } from './support/run-fixture.js';

const AT = '2026-01-31T09:00:00Z';
const SELLER = oktaUser('00uSam', {
  login: 'sam.seller@acme.example',
  firstName: 'Samuel',
  lastName: 'Seller-Smith',
  managerEmail: 'mia.manager@acme.example',
  employeeNumber: 'E121',
});
const emails = async (emulator: Awaited<ReturnType<typeof createTestEmulator>>, policyID: string) =>
  (await readEmployees(emulator, policyID)).map(({ email }) => email);
const errorsOf = (flow: FlowExport) =>
  lintFlow(flow)
    .filter(({ level }) => level !== 'note')
    .map(({ code }) => code);
const unassigned = (user: string) =>
  createEvent('application.user_membership.remove', { user, app: '0oaExpensify', at: AT, users: [SELLER] });
const updated = (user: string, changed: string) => createEvent('user.account.update_profile', { user, changed, at: AT });

test('a new employee joins the policy of the cost centre, and a summary is emailed', async () => {
  const emulator = await createTestEmulator();
  const result = await runFixture(provisionFlow(), emulator, { users: [NEW_SELLER], input: { 'User ID': '00uNina' } });
  expect(result).toMatchObject({ status: 'finished', output: { 'Response code': 200, 'Policy ID': DEMO.mainPolicyID } });
  expect(await emails(emulator, DEMO.mainPolicyID)).toContain('nina.newcomer@acme.example');
  expect(result.mail.map(({ to }) => to)).toContainEqual(['it@example.com']);
});

test('encoded values arrive unchanged, whatever characters they contain', async () => {
  const emulator = await createTestEmulator();
  const result = await runFixture(provisionFlow(), emulator, { users: [ODD_ENGINEER], input: { 'User ID': '00uOdd' } });
  expect(result.status).toBe('finished');
  expect(await emails(emulator, DEMO.secondPolicyID)).toContain('odd+tag@acme.example');
});

test('the unencoded twin loses everything after an &, and both lints and advisories say so', async () => {
  const emulator = await createTestEmulator();
  const twin = provisionFlow({ isUnencoded: true });
  const result = await runFixture(twin, emulator, { users: [ODD_ENGINEER], input: { 'User ID': '00uOdd' } });
  expect(result.status).toBe('error');
  expect(result.requests.flatMap(({ advisories }) => advisories.map(({ code }) => code))).toContain('secret-in-url');
  expect(errorsOf(twin)).toEqual(expect.arrayContaining(['unencoded-form-value', 'secret-in-url']));
});

test('a cost centre without a policy fails with its name, before anything is sent', async () => {
  const emulator = await createTestEmulator();
  const result = await runFixture(provisionFlow(), emulator, { users: [LOST_USER], input: { 'User ID': '00uLost' } });
  expect(result.error).toMatchObject({ kind: 'card', code: 422, card: { title: 'No policy' } });
  expect(result.error?.message).toContain('Nowhere');
  expect(result.requests).toEqual([]);
});

test('an unassigned user leaves the policy', async () => {
  const emulator = await createTestEmulator();
  const result = await runFixture(deprovisionFlow(), emulator, { users: [SELLER], event: unassigned('00uSam') });
  expect(result).toMatchObject({ status: 'finished', ignored: [] });
  expect(await emails(emulator, DEMO.mainPolicyID)).not.toContain('sam.seller@acme.example');
});

test('the unchecked twin finishes in spite of a wrong secret, and the lint says why', async () => {
  const emulator = await createTestEmulator();
  const options = { users: [SELLER], event: unassigned('00uSam'), set: { 'Settings.partnerUserSecret': 'wrong-secret' } };
  const twin = deprovisionFlow({ isUnchecked: true });
  const [good, bad] = [await runFixture(deprovisionFlow(), emulator, options), await runFixture(twin, emulator, options)];
  expect(good.ignored).toMatchObject([{ code: 404, card: { title: 'Expensify refused' } }]);
  expect(bad).toMatchObject({ status: 'finished', ignored: [], requests: [{ responseCode: 404 }] });
  expect(errorsOf(twin)).toContain('unchecked-answer');
});

test('a new name and address are sent to Expensify; a change to an unsupported attribute ends the flow early', async () => {
  const emulator = await createTestEmulator();
  const renamed = oktaUser('00uSam', { ...SELLER.profile, login: 'sam.smith@acme.example', email: 'sam.smith@acme.example' });
  const result = await runFixture(changeFlow(), emulator, { users: [renamed], event: updated('00uSam', 'login, email, lastName') });
  expect(result.ignored).toEqual([]);
  expect(await emails(emulator, DEMO.mainPolicyID)).toContain('sam.smith@acme.example');
  const other = await runFixture(changeFlow(), emulator, { users: [renamed], event: updated('00uSam', 'nickName') });
  expect(other.requests).toEqual([]);
  expect(other.cards.map(({ note }) => note)).toContain('No attribute that Expensify knows');
});

test('the twin with a broken wire sends no request, and the lint names the card', async () => {
  const emulator = await createTestEmulator();
  const twin = changeFlow({ hasBrokenWire: true });
  const result = await runFixture(twin, emulator, { users: [SELLER], event: updated('00uSam', 'login') });
  expect(sentEmployees(result)).toMatchObject([{ employeeEmail: '' }]);
  expect(result.ignored).toHaveLength(1);
  expect(lintFlow(twin)).toContainEqual(
    expect.objectContaining({ code: 'broken-pin', card: expect.objectContaining({ title: 'Read User' }) }),
  );
});

test.each([
  ['Expensify Admins', 'admin'],
  ['Expensify Auditors', 'auditor'],
  ['Everyone', 'user'],
])('a user in the group %s becomes %s', async (name, role) => {
  const emulator = await createTestEmulator();
  const users = { users: [SELLER], groups: [{ id: '00g1', profile: { name }, members: ['00uSam'] }] };
  const result = await runFixture(rolesFlow(), emulator, { users, input: { 'User ID': '00uSam' } });
  expect(result).toMatchObject({ status: 'finished', output: { Role: role } });
  expect(sentEmployees(result)).toMatchObject([{ role }]);
  expect(result.mail).toContainEqual(expect.objectContaining({ subject: 'Role changed', body: `sam.seller@acme.example is now ${role}` }));
});

test('the twin that lost a value fails at its Compose, and the lint reports it in advance', async () => {
  const emulator = await createTestEmulator();
  const twin = rolesFlow({ hasLostPlaceholder: true });
  const result = await runFixture(twin, emulator, { users: [SELLER], input: { 'User ID': '00uSam' } });
  expect(result.error).toMatchObject({
    message: 'Placeholder {{{rolle}}} has no input of that name. Drag a value into it in the designer.',
    card: { title: 'News' },
  });
  expect(errorsOf(twin)).toEqual(['unfilled-placeholder']);
});

test('the correct flows have no errors or warnings', () => {
  const sound = [provisionFlow(), deprovisionFlow(), changeFlow(), rolesFlow(), nightlyFlow()];
  expect(sound.flatMap(errorsOf)).toEqual([]);
});
