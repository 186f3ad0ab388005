import { expect, test } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { at, ED, ed, feedAdvisories, MAIN, MAX, MIA, memberOf, newcomer, OWNER, SECOND } from '../../support/people.js';

const DANA = at('dana.director');
const onSecond = (changes: object = {}): Record<string, unknown> => newcomer({ policyID: SECOND, ...changes });

test('managers, their managers and so on are invited where they approve', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [onSecond()]);
  expect(answer.diff.diffToAdd[SECOND]).toEqual([at('new'), MAX, DANA]);
  expect(answer.updatedEmployeesCount).toBe(1);
  expect(await memberOf(emulator, MAX, SECOND)).toMatchObject({ role: 'user', submitsTo: DANA });
  expect(await memberOf(emulator, DANA, SECOND)).toMatchObject({ submitsTo: OWNER });
});

test.each(['approvesTo', 'overLimitApprover'])('%s is invited too', async (field) => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ [field]: at('boss') })]);
  expect(answer.diff.diffToAdd).toEqual({ [MAIN]: [at('boss')] });
  expect(await memberOf(emulator, at('boss'))).toMatchObject({ submitsTo: OWNER });
});

test('an unknown manager gets an account, is invited, and submits to the owner', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer({ managerEmail: at('boss') })]);
  expect(await memberOf(emulator, at('boss'))).toEqual({ role: 'user', email: at('boss'), submitsTo: OWNER });
});

test('an invited manager who is their own manager elsewhere submits to the owner', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer({ employeeEmail: at('boss'), employeeID: 'B', managerEmail: at('boss') })]);
  const answer = await updateEmployees(emulator, [onSecond({ managerEmail: at('boss') })]);
  expect(answer.diff.diffToAdd).toEqual({ [SECOND]: [at('new'), at('boss')] });
  expect(await memberOf(emulator, at('boss'))).toMatchObject({ submitsTo: at('boss') });
  expect(await memberOf(emulator, at('boss'), SECOND)).toMatchObject({ submitsTo: OWNER });
});

test.each([false, 'false'])(
  'shouldFixApprovalChains %j invites nobody, and an advisory names the missing people',
  async (shouldFixApprovalChains) => {
    await using emulator = await createTestEmulator();
    const answer = await updateEmployees(emulator, [onSecond()], { shouldFixApprovalChains });
    expect(answer.diff.diffToAdd).toEqual({ [SECOND]: [at('new')] });
    expect(await memberOf(emulator, at('new'), SECOND)).toMatchObject({ submitsTo: MAX });
    expect(feedAdvisories(emulator)).toContain('manager-not-on-policy');
  },
);

test('fixFirstLevelManagersOnly invites the direct manager, who submits to the owner', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [onSecond({ approvesTo: at('next') })], { fixFirstLevelManagersOnly: true });
  expect(answer.diff.diffToAdd).toEqual({ [SECOND]: [at('new'), MAX] });
  expect(await memberOf(emulator, MAX, SECOND)).toMatchObject({ submitsTo: OWNER });
});

test('managers in a circle are each invited once', async () => {
  await using emulator = await createTestEmulator();
  const people = ['a', 'b', 'c'];
  const feed = people.map((name, index) =>
    newcomer({ employeeEmail: at(name), employeeID: name, managerEmail: at(people[(index + 1) % 3] ?? ''), policyID: MAIN }),
  );
  expect(await updateEmployees(emulator, feed)).toMatchObject({
    updatedEmployeesCount: 3,
    diff: { diffToAdd: { [MAIN]: people.map(at) } },
  });
  const again = await updateEmployees(emulator, [{ ...feed[0], policyID: SECOND }]);
  expect(again.diff.diffToAdd[SECOND]).toEqual(['a', 'b', 'c'].map(at));
});

test('a person may be their own manager', async () => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [newcomer({ managerEmail: at('new') })])).toMatchObject({
    diff: { diffToAdd: { [MAIN]: [at('new')] } },
  });
});

test('a chain of a thousand managers is followed to its end', async () => {
  await using emulator = await createTestEmulator();
  const chain = Array.from({ length: 1000 }, (_, index) =>
    newcomer({ employeeEmail: at(`n${index}`), employeeID: `N${index}`, managerEmail: at(`n${index + 1}`) }),
  );
  await updateEmployees(emulator, chain);
  const answer = await updateEmployees(emulator, [{ ...chain[0], policyID: SECOND }]);
  expect(answer.diff.diffToAdd[SECOND]).toHaveLength(1001);
});

test('reports of a manager on leave submit to the manager’s manager', async () => {
  await using emulator = await createTestEmulator();
  const max = { employeeEmail: MAX, managerEmail: DANA, employeeID: 'E110', policyID: MAIN };
  const answer = await updateEmployees(emulator, [{ ...max, workerStatus: 'On Leave' }]);
  for (const login of ['ed', 'eve', 'eli']) expect(await memberOf(emulator, at(`${login}.engineer`))).toMatchObject({ submitsTo: DANA });
  expect(answer.updatedEmployeesCount).toBe(1);
  expect(answer.policyIDToEmployeesMap[MAIN].map(({ email }: { email: string }) => email)).toEqual([
    MAX,
    ED,
    at('eve.engineer'),
    at('eli.engineer'),
  ]);
});

test('a new report of a manager on leave submits to the next manager', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [
    { employeeEmail: MAX, managerEmail: DANA, employeeID: 'E110', policyID: MAIN, workerStatus: 'on leave' },
  ]);
  await updateEmployees(emulator, [newcomer()]);
  expect(await memberOf(emulator, at('new'))).toMatchObject({ submitsTo: DANA });
});

test('a chain of people on leave is followed to its end', async () => {
  await using emulator = await createTestEmulator();
  const leave = { policyID: MAIN, workerStatus: 'On Leave' };
  await updateEmployees(emulator, [
    { ...leave, employeeEmail: MAX, managerEmail: DANA, employeeID: 'E110' },
    { ...leave, employeeEmail: DANA, managerEmail: OWNER, employeeID: 'E100' },
  ]);
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: OWNER });
  expect(await memberOf(emulator, MIA)).toMatchObject({ submitsTo: OWNER });
  expect(await memberOf(emulator, MAX)).toMatchObject({ submitsTo: OWNER });
});

test('the reports of people on leave in a circle submit to the owner', async () => {
  await using emulator = await createTestEmulator();
  const leave = { policyID: MAIN, workerStatus: 'On Leave' };
  await updateEmployees(emulator, [
    { ...leave, employeeEmail: MAX, managerEmail: MIA, employeeID: 'E110' },
    { ...leave, employeeEmail: MIA, managerEmail: MAX, employeeID: 'E120' },
  ]);
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: OWNER });
  expect(await memberOf(emulator, at('sam.seller'))).toMatchObject({ submitsTo: OWNER });
});

test('nobody becomes their own manager because another person is on leave', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [
    { employeeEmail: MAX, managerEmail: ED, employeeID: 'E110', policyID: MAIN, workerStatus: 'On Leave' },
    ed({ managerEmail: MAX }),
  ]);
  expect(await memberOf(emulator, ED)).toMatchObject({ submitsTo: OWNER });
});

test('reports submit to the owner even if the owner is on leave', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [
    { employeeEmail: OWNER, managerEmail: OWNER, employeeID: 'E1', policyID: MAIN, workerStatus: 'On Leave' },
  ]);
  expect(await memberOf(emulator, DANA)).toMatchObject({ submitsTo: OWNER });
});

test('being on leave on one policy changes nothing on another', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [
    { employeeEmail: MIA, managerEmail: DANA, employeeID: 'E120', policyID: MAIN, workerStatus: 'On Leave' },
  ]);
  expect(await memberOf(emulator, at('sam.seller'), SECOND)).toMatchObject({ submitsTo: MIA });
  expect(await memberOf(emulator, at('sam.seller'))).toMatchObject({ submitsTo: DANA });
});

test('a chain of ten thousand managers on leave leads to its end', async () => {
  await using emulator = await createTestEmulator();
  const person = (index: number) => at(`leave${index}`);
  const feed = Array.from({ length: 10_000 }, (_, index) => ({
    employeeEmail: person(index),
    managerEmail: index === 9999 ? OWNER : person(index + 1),
    employeeID: `L${index}`,
    policyID: MAIN,
    workerStatus: 'On Leave',
  }));
  await updateEmployees(emulator, feed);
  expect(await memberOf(emulator, person(0))).toMatchObject({ submitsTo: OWNER });
});

test('an advisory names a removed approver who is still in use', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed({ approvesTo: at('boss') })]);
  await updateEmployees(emulator, [{ employeeEmail: at('boss'), employeeID: 'B', policyID: MAIN, isTerminated: true }]);
  expect(feedAdvisories(emulator)).toContain('terminated-manager');
});

test('an invited approver does not submit to a manager on leave', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [
    { employeeEmail: at('dana.director'), managerEmail: OWNER, employeeID: 'E100', policyID: SECOND, workerStatus: 'On Leave' },
  ]);
  await updateEmployees(emulator, [newcomer({ policyID: SECOND, managerEmail: MAX })]);
  expect(await memberOf(emulator, MAX, SECOND)).toMatchObject({ submitsTo: OWNER });
});
