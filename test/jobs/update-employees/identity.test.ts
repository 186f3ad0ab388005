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

test('a known employeeID under a new address changes the primary login and keeps the old one', async () => {
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

test('two changes of address in one feed end with the last, and keep all logins', async () => {
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
])('a manager may be named by an address that the same feed gives them, %s', async (_when, order) => {
  await using emulator = await createTestEmulator();
  const change = { employeeEmail: at('maximilian'), managerEmail: at('dana.director'), employeeID: 'E110', policyID: MAIN };
  await updateEmployees(emulator, order(change, newcomer({ managerEmail: at('maximilian') })));
  const employees = await readEmployees(emulator, MAIN);
  expect(employees).toHaveLength(13);
  expect(employees.find(({ email }) => email === NEW)).toMatchObject({ submitsTo: at('maximilian') });
  expect(employees.find(({ email }) => email === ED)).toMatchObject({ submitsTo: at('maximilian') });
});

test('the old address of a manager still names them', async () => {
  await using emulator = await createTestEmulator();
  const change = { employeeEmail: at('maximilian'), managerEmail: at('dana.director'), employeeID: 'E110', policyID: MAIN };
  await updateEmployees(emulator, [change, newcomer({ managerEmail: MAX })]);
  expect(await memberOf(emulator, NEW)).toMatchObject({ submitsTo: at('maximilian') });
});

test('two people may become each other’s managers', async () => {
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

test('an employeeID that moves from one person to another in one feed ends with the other', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ employeeID: 'E111-new' }), eve({ employeeID: 'E111' })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 2 });
  expect([accountOf(emulator, ED)?.employeeID, accountOf(emulator, EVE)?.employeeID]).toEqual(['E111-new', 'E111']);
  await updateEmployees(emulator, [eve({ employeeID: 'E111', employeeEmail: at('eva') })]);
  expect(accountOf(emulator, EVE)).toMatchObject({ email: at('eva') });
});

test('an employeeID that is still held by another person is not given away', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [eve({ employeeID: 'E111' }), ed({ employeeID: 'E111-new' })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, skippedEmployees: [{ email: EVE }] });
});

test('two new people in one feed with one employeeID are one person who changed the address', async () => {
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

test('a terminated person nobody knows counts and changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const { companies } = emulator.snapshot();
  expect(await updateEmployees(emulator, [terminated()])).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: {} });
  expect(feedAdvisories(emulator)).toContain('terminated-absent');
  expect(emulator.snapshot().companies).toEqual(companies);
});

test('ending and adding a member in one feed leaves them on the policy', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ isTerminated: true }), ed({ managerEmail: MIA })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: {}, diff: { diffToAdd: {} } });
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: MIA });
});

test('adding and ending a member in one feed takes them off the policy', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ managerEmail: MIA }), ed({ isTerminated: true })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: { [MAIN]: [ED] }, policyIDToEmployeesMap: {} });
  expect(await memberOf(emulator, ED)).toBeUndefined();
});

test('adding and ending somebody new in one feed adds and removes nobody', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer(), terminated()]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, policyIDToEmailsToRemoveMap: {}, diff: { diffToAdd: {} } });
  expect(await memberOf(emulator, NEW)).toBeUndefined();
});

test('ending and adding somebody new in one feed adds them, and counts them once', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [terminated(), newcomer()]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, diff: { diffToAdd: { [MAIN]: [NEW] } } });
});

test('a record that comes twice counts once, the later one wins, and an advisory says so', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer({ customField2: 'first' }), newcomer({ customField2: 'second' })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, diff: { diffToAdd: { [MAIN]: [NEW] } } });
  expect(await memberOf(emulator, NEW)).toMatchObject({ customField2: 'second' });
  expect(feedAdvisories(emulator)).toContain('duplicate-record');
});

test('somebody ended who still is a manager is named by an advisory and not brought back', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [{ employeeEmail: MAX, employeeID: 'E110', policyID: MAIN, isTerminated: true }, ed()]);
  expect(await memberOf(emulator, MAX)).toBeUndefined();
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: MAX });
  expect(feedAdvisories(emulator)).toContain('terminated-manager');
});

test('somebody added and ended in one feed is not brought back as a manager', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer(), terminated(), ed({ managerEmail: NEW })]);
  expect(await memberOf(emulator, NEW)).toBeUndefined();
});

test('an address with a lone surrogate is skipped or kept, and the answer is an envelope', async () => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [newcomer({ employeeEmail: 'a\ud800@x.example', customField2: '\udc00' })])).toMatchObject({
    responseCode: 200,
  });
});

test('a feed with keys of Object.prototype changes no prototype and is applied', async () => {
  await using emulator = await createTestEmulator();
  const feed = JSON.stringify([ed()]).replace(
    '{',
    '{"__proto__":{"isTerminated":true,"polluted":1},"constructor":{"prototype":{"polluted":1}},',
  );
  expect(await updateEmployees(emulator, JSON.parse(feed))).toMatchObject({ updatedEmployeesCount: 1 });
  expect(await memberOf(emulator, ED)).toBeDefined();
  expect({} as any).not.toHaveProperty('polluted');
});

test('employee ids may be any text', async () => {
  await using emulator = await createTestEmulator();
  const ids = ['__proto__', 'constructor', ' ', '\u0000', '😀'];
  const feed = ids.map((employeeID, index) => newcomer({ employeeEmail: at(`n${index}`), employeeID }));
  expect(await updateEmployees(emulator, feed)).toMatchObject({ updatedEmployeesCount: ids.length });
  expect(ids.map((_, index) => accountOf(emulator, at(`n${index}`))?.employeeID)).toEqual(ids);
});

test('a domain group called __proto__ is answered as any other', async () => {
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
