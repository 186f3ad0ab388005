import { expect, test } from 'vitest';
import { createTestEmulator, readEmployees, updateEmployees } from '../../support/emulator.js';
import { accountOf, at, ED, ed, feedAdvisories, MAIN, MAX, MIA, memberOf, newcomer, OWNER } from '../../support/people.js';

const EVE = at('eve.engineer');
const eve = (changes: object = {}): object => ({ employeeEmail: EVE, managerEmail: MAX, employeeID: 'E112', policyID: MAIN, ...changes });
const NEW = at('new');
const terminated = (changes: object = {}): object => ({
  employeeEmail: NEW,
  employeeID: 'E500',
  policyID: MAIN,
  isTerminated: true,
  ...changes,
});

test('a known employeeID with a new address changes the primary login and keeps the old one', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ employeeEmail: at('edward') })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, diff: { diffToAdd: {} } });
  expect(accountOf(emulator, ED)).toMatchObject({ email: at('edward'), secondaryLogins: [ED] });
  expect(await memberOf(emulator, at('edward'))).toMatchObject({ employeeID: 'E111' });
});

test('going back to an old address swaps the two', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed({ employeeEmail: at('edward') })]);
  await updateEmployees(emulator, [ed()]);
  expect(accountOf(emulator, ED)).toMatchObject({ email: ED, secondaryLogins: [at('edward')] });
});

test('after two changes of address in one feed the last one is primary, and all logins are kept', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed({ employeeEmail: at('one') }), ed({ employeeEmail: at('two') })]);
  expect(accountOf(emulator, ED)).toMatchObject({ email: at('two'), secondaryLogins: [ED, at('one')] });
  expect(feedAdvisories(emulator)).toContain('duplicate-record');
});

test('a secondary login leads to the same person', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [
    { employeeEmail: at('sue.maiden'), managerEmail: MIA, employeeID: 'E122-b', policyID: MAIN, customField2: 'x' },
  ]);
  expect(await memberOf(emulator, at('sue.seller'))).toMatchObject({ customField2: 'x', employeeID: 'E122-b' });
});

test.each([
  ['after', (change: object, report: object) => [change, report]],
  ['before', (change: object, report: object) => [report, change]],
])('a manager can be named by an address that the same feed sets, %s', async (_when, order) => {
  await using emulator = await createTestEmulator();
  const change = { employeeEmail: at('maximilian'), managerEmail: at('dana.director'), employeeID: 'E110', policyID: MAIN };
  await updateEmployees(emulator, order(change, newcomer({ managerEmail: at('maximilian') })));
  const employees = await readEmployees(emulator, MAIN);
  expect(employees).toHaveLength(13);
  expect(employees.find(({ email }) => email === NEW)).toMatchObject({ submitsTo: at('maximilian') });
  expect(employees.find(({ email }) => email === ED)).toMatchObject({ submitsTo: at('maximilian') });
});

test('a manager can still be named by their old address', async () => {
  await using emulator = await createTestEmulator();
  const change = { employeeEmail: at('maximilian'), managerEmail: at('dana.director'), employeeID: 'E110', policyID: MAIN };
  await updateEmployees(emulator, [change, newcomer({ managerEmail: MAX })]);
  expect(await memberOf(emulator, NEW)).toMatchObject({ submitsTo: at('maximilian') });
});

test('two people can become each other’s managers', async () => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [ed({ managerEmail: EVE }), eve({ managerEmail: ED })])).toMatchObject({
    updatedEmployeesCount: 2,
  });
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: EVE });
  expect(await memberOf(emulator, EVE)).toMatchObject({ submitsTo: ED });
});

test('two people cannot swap addresses in one feed: both records are skipped', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  const answer = await updateEmployees(emulator, [
    ed({ employeeEmail: EVE, managerEmail: MIA }),
    eve({ employeeEmail: ED, managerEmail: MIA }),
  ]);
  expect(answer.skippedEmployees.map(({ email }: { email: string }) => email)).toEqual([EVE, ED]);
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('an employeeID that moves to another person in one feed belongs to that person', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ employeeID: 'E111-new' }), eve({ employeeID: 'E111' })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 2 });
  expect([accountOf(emulator, ED)?.employeeID, accountOf(emulator, EVE)?.employeeID]).toEqual(['E111-new', 'E111']);
  await updateEmployees(emulator, [eve({ employeeID: 'E111', employeeEmail: at('eva') })]);
  expect(accountOf(emulator, EVE)).toMatchObject({ email: at('eva') });
});

test('an employeeID that another person still has is not reassigned', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [eve({ employeeID: 'E111' }), ed({ employeeID: 'E111-new' })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, skippedEmployees: [{ email: EVE }] });
});

test('two new people with the same employeeID in one feed are one person with a changed address', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer(), newcomer({ employeeEmail: at('newer') })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, diff: { diffToAdd: { [MAIN]: [at('newer')] } } });
  expect(accountOf(emulator, NEW)).toMatchObject({ email: at('newer') });
});

test('a terminated member is removed; their account stays', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [{ employeeEmail: ED, employeeID: 'E111', policyID: MAIN, isTerminated: true }]);
  expect(answer).toEqual({
    policyIDToEmployeesMap: {},
    requestID: expect.any(String),
    diff: { diffToAdd: {}, diffToRemove: { [MAIN]: [ED] } },
    securityGroupEmployeesMap: {},
    policyIDToEmailsToRemoveMap: { [MAIN]: [ED] },
    updatedEmployeesCount: 1,
    responseCode: 200,
  });
  expect(await memberOf(emulator, ED)).toBeUndefined();
  expect(accountOf(emulator, ED)).toBeDefined();
  expect(emulator.journal.entries()[0]).toMatchObject({ answer: 'update employees/terminated' });
});

test('an unknown terminated person is counted and changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  expect(await updateEmployees(emulator, [terminated()])).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: {} });
  expect(feedAdvisories(emulator)).toContain('terminated-absent');
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('terminating and adding a member in one feed keeps them on the policy', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ isTerminated: true }), ed({ managerEmail: MIA })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: {}, diff: { diffToAdd: {} } });
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: MIA });
});

test('adding and terminating a member in one feed removes them from the policy', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ managerEmail: MIA }), ed({ isTerminated: true })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: { [MAIN]: [ED] }, policyIDToEmployeesMap: {} });
  expect(await memberOf(emulator, ED)).toBeUndefined();
});

test('adding and terminating a new person in one feed adds and removes nobody', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer(), terminated()]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: {}, diff: { diffToAdd: {} } });
  expect(await memberOf(emulator, NEW)).toBeUndefined();
});

test('terminating and adding a new person in one feed adds them, and counts them once', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [terminated(), newcomer()]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, diff: { diffToAdd: { [MAIN]: [NEW] } } });
});

test('a duplicate record is counted once and the later one is applied, with an advisory', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer({ customField2: 'first' }), newcomer({ customField2: 'second' })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, diff: { diffToAdd: { [MAIN]: [NEW] } } });
  expect(await memberOf(emulator, NEW)).toMatchObject({ customField2: 'second' });
  expect(feedAdvisories(emulator)).toContain('duplicate-record');
});

test('a terminated person who is still a manager is named in an advisory and not added again', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [{ employeeEmail: MAX, employeeID: 'E110', policyID: MAIN, isTerminated: true }, ed()]);
  expect(await memberOf(emulator, MAX)).toBeUndefined();
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: MAX });
  expect(feedAdvisories(emulator)).toContain('terminated-manager');
});

test('a person added and terminated in one feed is not added again as a manager', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer(), terminated(), ed({ managerEmail: NEW })]);
  expect(await memberOf(emulator, NEW)).toBeUndefined();
});

test('an address with a lone surrogate is skipped or stored, and the response is an envelope', async () => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [newcomer({ employeeEmail: 'a\ud800@x.example', customField2: '\udc00' })])).toMatchObject({
    responseCode: 200,
  });
});

test('a feed with keys of Object.prototype is applied and does not change the prototype', async () => {
  await using emulator = await createTestEmulator();
  const feed = JSON.stringify([ed()]).replace(
    '{',
    '{"__proto__":{"isTerminated":true,"polluted":1},"constructor":{"prototype":{"polluted":1}},',
  );
  expect(await updateEmployees(emulator, JSON.parse(feed))).toMatchObject({ updatedEmployeesCount: 1 });
  expect(await memberOf(emulator, ED)).toBeDefined();
  expect({} as any).not.toHaveProperty('polluted');
});

test('employee ids can be any string', async () => {
  await using emulator = await createTestEmulator();
  const ids = ['__proto__', 'constructor', ' ', '\u0000', '😀'];
  const feed = ids.map((employeeID, index) => newcomer({ employeeEmail: at(`n${index}`), employeeID }));
  expect(await updateEmployees(emulator, feed)).toMatchObject({ updatedEmployeesCount: ids.length });
  expect(ids.map((_, index) => accountOf(emulator, at(`n${index}`))?.employeeID)).toEqual(ids);
});

test('a domain group named __proto__ is returned like any other', async () => {
  const seed = {
    companies: [
      {
        name: 'G',
        domains: ['g.example'],
        domainAdmins: [OWNER],
        domainGroups: [{ id: '__proto__', name: 'G' }],
        policies: [{ id: MAIN, name: 'P', owner: OWNER }],
      },
    ],
  };
  await using emulator = await createTestEmulator({ seed });
  const answer = await updateEmployees(emulator, [newcomer({ domainGroupID: '__proto__' })]);
  expect(Object.entries(answer.securityGroupEmployeesMap)).toEqual([['__proto__', [NEW]]]);
});
