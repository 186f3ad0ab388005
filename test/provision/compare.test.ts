import { expect, test } from 'vitest';
import { compareMember, notCompared } from '../../src/provision/plan/compare.js';
import { type Disruption, showDisruption } from '../../src/provision/plan/disruption.js';

const record = { employeeEmail: 'ed@x.com', managerEmail: 'max@x.com', employeeID: 'E', policyID: 'A' };
const now = {
  email: 'ed@x.com',
  address: 'ed@x.com',
  role: 'user',
  employeeID: 'E',
  submitsTo: 'max@x.com',
  forwardsTo: '',
  approvalLimit: 0,
  overLimitForwardsTo: '',
};

test.each<readonly [string, object, object, object[]]>([
  ['the same values', {}, {}, []],
  ['another manager', { managerEmail: 'mia@x.com' }, {}, [{ field: 'managerEmail', from: 'max@x.com', to: 'mia@x.com' }]],
  ['another role', { role: 'auditor' }, {}, [{ field: 'role', from: 'user', to: 'auditor' }]],
  ['the same role', { role: 'user' }, {}, []],
  ['no role', {}, { role: 'admin' }, []],
  ['another second approver', { approvesTo: 'mia@x.com' }, {}, [{ field: 'approvesTo', from: '', to: 'mia@x.com' }]],
  ['no second approver', { approvesTo: '' }, { forwardsTo: 'mia@x.com' }, [{ field: 'approvesTo', from: 'mia@x.com', to: '' }]],
  ['a second approver left alone', {}, { forwardsTo: 'mia@x.com' }, []],
  [
    'a limit and an approver above it',
    { approvalLimit: 500, overLimitApprover: 'mia@x.com' },
    {},
    [
      { field: 'approvalLimit', from: 0, to: 500 },
      { field: 'overLimitApprover', from: '', to: 'mia@x.com' },
    ],
  ],
  [
    'a limit and an approver above it, with the older name',
    { approvalLimit: 500, limitApprover: 'mia@x.com' },
    { approvalLimit: 500 },
    [{ field: 'limitApprover', from: '', to: 'mia@x.com' }],
  ],
  ['a limit without an approver, which has no effect', { approvalLimit: 500 }, {}, []],
  [
    'no limit any more',
    { approvalLimit: 0, overLimitApprover: '' },
    { approvalLimit: 500 },
    [{ field: 'approvalLimit', from: 500, to: 0 }],
  ],
  ['another employeeID', { employeeID: 'F' }, {}, [{ field: 'employeeID', from: 'E', to: 'F' }]],
  ['an employeeID that was missing', {}, { employeeID: undefined }, [{ field: 'employeeID', from: '', to: 'E' }]],
  ['another first custom field', { customField1: 'x' }, { customField1: 'y' }, [{ field: 'customField1', from: 'y', to: 'x' }]],
  ['another second custom field', { customField2: 'x' }, {}, [{ field: 'customField2', from: '', to: 'x' }]],
  ['names, which the service does not show', { firstName: 'Ed', lastName: 'X', workerStatus: 'active' }, {}, []],
])('a record with %s has the expected differences', (_what, wanted, member, changes) => {
  expect(compareMember({ ...record, ...wanted }, { ...now, ...member }, 'boss@x.com')).toEqual(changes);
});

test("the role of the owner can't be changed", () => {
  const found = compareMember({ ...record, role: 'user', managerEmail: 'mia@x.com' }, { ...now, role: 'admin' }, 'ed@x.com');
  expect(found).toEqual([{ field: 'managerEmail', from: 'max@x.com', to: 'mia@x.com' }]);
});

test.each(['firstName', 'lastName', 'workerStatus', 'domainGroupID', 'defaultTags'])(
  '%s is listed as not compared if a record has it',
  (field) => {
    expect(notCompared([record, { ...record, [field]: 'x' }])).toEqual([field]);
  },
);

test('fields that no record has are not listed as not compared', () => {
  expect(notCompared([record, { ...record, customField1: 'x', role: 'user' }])).toEqual([]);
});

const policies = [{ id: 'B', name: 'Field Sales' }];

test.each<readonly [Omit<Disruption, 'policyID'>, string]>([
  [{ kind: 'removal', email: 'ed@x.com' }, 'ed@x.com'],
  [{ kind: 'removal', email: 'e\u200Bd@x.com' }, 'e<U+200B>d@x.com'],
  [{ kind: 'move', email: 'ed@x.com', from: 'A', to: 'B' }, 'ed@x.com → Field Sales'],
  [{ kind: 'move', email: 'ed@x.com', from: 'A', to: 'C' }, 'ed@x.com → C'],
  [{ kind: 'rename', email: 'ed@x.com', from: 'ed@x.com', to: 'edward@x.com' }, 'ed@x.com → edward@x.com'],
  [{ kind: 'demotion', email: 'ed@x.com', from: 'admin', to: 'user' }, 'ed@x.com (admin → user)'],
  [{ kind: 'manager-change', email: 'ed@x.com', from: '', to: 'mia@x.com' }, 'ed@x.com (nobody → mia@x.com)'],
])('the disruption %j is shown as %s', (disruption, shown) => {
  expect(showDisruption({ policyID: 'A', ...disruption }, policies)).toBe(shown);
});
