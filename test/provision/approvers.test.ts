import { expect, test } from 'vitest';
import { aroundLeave, findLoops, withApprovers } from '../../src/provision/plan/approvers.js';
import type { CurrentPolicy } from '../../src/provision/plan/current.js';
import type { DesiredMember } from '../../src/provision/plan/desired.js';
import { showProblem } from '../../src/provision/problem.js';

const policy: CurrentPolicy = { id: 'A', name: 'Head Office', owner: 'boss', manages: 'everyone', members: new Map() };

function member(email: string, managerEmail: string, fields: object = {}): DesiredMember {
  const record = { employeeEmail: email, employeeID: email, policyID: 'A', managerEmail, ...fields };
  return { policyID: 'A', email, record, isApprover: false, locate: (field) => ({ file: `${email}'s ${field}` }) };
}

const away = { workerStatus: 'On leave' };
const managersOf = (members: readonly DesiredMember[]): (readonly [string, string])[] =>
  aroundLeave(members, [policy]).map(({ email, record }) => [email, record.managerEmail]);
const loopsOf = (...members: DesiredMember[]): string[] => findLoops(members).map(showProblem);

test('reports of a manager on leave go to the first manager above who is on duty', () => {
  const members = [member('ed', 'max'), member('max', 'dana', away), member('dana', 'cleo', { workerStatus: 'ON LEAVE' })];
  expect(managersOf([...members, member('cleo', 'boss', { workerStatus: 'active' })])).toEqual([
    ['ed', 'cleo'],
    ['max', 'cleo'],
    ['dana', 'cleo'],
    ['cleo', 'boss'],
  ]);
});

test('reports of a manager on leave go to a manager above who is in no row', () => {
  expect(managersOf([member('ed', 'max'), member('max', 'boss', away)])).toEqual([
    ['ed', 'boss'],
    ['max', 'boss'],
  ]);
});

test.each<[string, DesiredMember[]]>([
  ['managers on leave who report to each other', [member('ed', 'max'), member('max', 'mia', away), member('mia', 'max', away)]],
  ['a manager on leave who reports to themselves', [member('ed', 'max'), member('max', 'max', away)]],
  ['a manager on leave who reports to their report', [member('ed', 'max'), member('max', 'ed', away)]],
])('reports of %s go to the owner of the policy', (_what, members) => {
  expect(managersOf(members)[0]).toEqual(['ed', 'boss']);
});

test.each(['managerEmail', 'approvesTo'] as const)('a circle of %s is a problem, reported at the person who closes it', (field) => {
  const circle = [member('ed', 'boss'), member('max', 'boss', { [field]: 'mia' }), member('mia', 'boss', { [field]: 'max' })];
  expect(loopsOf(...circle)).toEqual([`max's ${field}: Circular approval: max → mia → max.`]);
  expect(findLoops(circle)).toMatchObject([{ code: 'approval-loop' }]);
});

test('people who report into a circle are not part of it, and one person alone is not a circle', () => {
  const circle = [member('max', 'mia'), member('mia', 'max')];
  expect(loopsOf(member('ed', 'max'), ...circle)).toEqual(["max's managerEmail: Circular approval: max → mia → max."]);
  expect(loopsOf(member('ed', 'ed'))).toEqual([]);
});

test.each([
  [6, 'm0 → m1 → m2 → m3 → m4 → m5 → m0.'],
  [7, 'm0 → m1 → m2 → m3 → m4 → m5 → 1 more → m0.'],
  [9, 'm0 → m1 → m2 → m3 → m4 → m5 → 3 more → m0.'],
])('the first six people in a circle of %i are named', (size, named) => {
  const circle = Array.from({ length: size }, (_, index) => member(`m${index}`, `m${(index + 1) % size}`));
  expect(loopsOf(...circle)).toEqual([`m0's managerEmail: Circular approval: ${named}`]);
});

test.each([
  ['managerEmail', 'who, the manager of ed, is neither in the source nor on a policy.'],
  ['approvesTo', 'who, the approvesTo of ed, is neither in the source nor on a policy.'],
  ['overLimitApprover', 'who, the overLimitApprover of ed, is neither in the source nor on a policy.'],
  ['limitApprover', 'who, the limitApprover of ed, is neither in the source nor on a policy.'],
])('an unknown %s is a problem, reported at the field', (field, message) => {
  const { problems } = withApprovers([member('ed', 'boss', { [field]: 'who' })], [policy]);
  expect(problems).toEqual([{ code: 'no-manager', message, at: { file: `ed's ${field}` } }]);
});
