import { expect, test } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { at, ED, ed, MAIN, MAX, MIA } from '../../support/people.js';

const recorded = { email: ED, admin: false, submitsTo: MAX, customField1: 'E111' };

test.each<readonly [string, Record<string, unknown>, object]>([
  ['a user', {}, recorded],
  ['an auditor', { role: 'auditor' }, recorded],
  ['an admin', { role: 'admin' }, { ...recorded, admin: true }],
  ['another manager', { managerEmail: MIA }, { ...recorded, submitsTo: MIA }],
  ['a second approver', { approvesTo: MIA }, { ...recorded, forwardsTo: MIA }],
  ['no second approver', { approvesTo: '' }, recorded],
  ['custom fields', { customField1: 'one', customField2: 'two' }, { ...recorded, customField1: 'one', customField2: 'two' }],
  ['a limit', { approvalLimit: 500, overLimitApprover: MIA }, { ...recorded, approvalLimit: 500, overLimitForwardsTo: MIA }],
  ['a limit by the older name', { approvalLimit: 500, limitApprover: MIA }, { ...recorded, approvalLimit: 500, overLimitForwardsTo: MIA }],
  ['an over-limit approver without a limit', { overLimitApprover: MIA }, { ...recorded, overLimitForwardsTo: MIA }],
])('the response shows %s as written', async (_what, changes, told) => {
  await using emulator = await createTestEmulator();
  const { policyIDToEmployeesMap } = await updateEmployees(emulator, [ed(changes)]);
  const [member] = policyIDToEmployeesMap[MAIN].filter(({ email }: { email: string }) => email === ED);
  expect(member).toEqual(told);
});

test('an added person is listed, whether their manager comes before or after them', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [
    { employeeEmail: at('one'), managerEmail: at('two'), employeeID: 'N1', policyID: MAIN },
    { employeeEmail: at('two'), managerEmail: MAX, employeeID: 'N2', policyID: MAIN },
  ]);
  expect(answer.diff).toEqual({ diffToAdd: { [MAIN]: [at('one'), at('two')] } });
  expect(answer.updatedEmployeesCount).toBe(2);
});
