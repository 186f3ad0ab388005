import { expect, test } from 'vitest';
import {
  employeeKeys,
  isIgnoredApprover,
  parseEmployeeRecord,
  type SkipReason,
} from '../../../src/jobs/update-employees/employee-record.js';

const person = { employeeEmail: 'a@x.example', managerEmail: 'm@x.example', employeeID: 'E1', policyID: 'P' };

function parsed(changes: Record<string, unknown>): any {
  const result = parseEmployeeRecord({ ...person, ...changes });
  return result.ok ? result.record : `${result.reason}: ${result.value}`;
}

test.each<readonly [Record<string, unknown>, Record<string, unknown>]>([
  [{ employeeEmail: 'A@X.Example' }, { employeeEmail: 'a@x.example' }],
  [{ managerEmail: 'M@X.Example' }, { managerEmail: 'm@x.example' }],
  [{ employeeEmail: 'a+b.c-d_e@sub.x.example' }, { employeeEmail: 'a+b.c-d_e@sub.x.example' }],
  [{ employeeEmail: "o'neil@größe.example" }, { employeeEmail: "o'neil@größe.example" }],
  [{ employeeID: 12 }, { employeeID: '12' }],
  [{ isTerminated: false }, { isTerminated: false }],
  [{ isTerminated: 'false' }, { isTerminated: false }],
  [{ isTerminated: '' }, { isTerminated: undefined }],
  [{ isTerminated: null }, {}],
  [{ role: '' }, { role: undefined }],
  [{ role: 'auditor' }, { role: 'auditor' }],
  [{ role: null }, {}],
  [{ approvalLimit: 0 }, { approvalLimit: 0 }],
  [{ approvalLimit: '' }, { approvalLimit: undefined }],
  [
    { approvalLimit: '0', overLimitApprover: '' },
    { approvalLimit: 0, overLimitApprover: undefined },
  ],
  [
    { approvalLimit: '5000', overLimitApprover: 'L@X.example' },
    { approvalLimit: 5000, overLimitApprover: 'l@x.example' },
  ],
  [
    { approvalLimit: 5000, limitApprover: 'l@x.example' },
    { approvalLimit: 5000, limitApprover: 'l@x.example' },
  ],
  [{ approvalLimit: 5000, overLimitApprover: '', limitApprover: 'l@x.example' }, { limitApprover: 'l@x.example' }],
  [{ approvalLimit: Number.MAX_SAFE_INTEGER, limitApprover: 'l@x.example' }, { approvalLimit: Number.MAX_SAFE_INTEGER }],
  [{ approvesTo: '' }, { approvesTo: '' }],
  [{ approvesTo: 'N@X.example' }, { approvesTo: 'n@x.example' }],
  [{ approvesTo: 'nobody' }, { approvesTo: undefined }],
  [{ approvesTo: 5 }, { approvesTo: undefined }],
  [{ shouldRemoveFromUnassignedPolicies: 'true' }, { shouldRemoveFromUnassignedPolicies: true }],
  [{ shouldRemoveFromUnassignedPolicies: '' }, { shouldRemoveFromUnassignedPolicies: undefined }],
  [{ domainGroupID: 7 }, { domainGroupID: '7' }],
  [{ domainGroupID: '' }, { domainGroupID: undefined }],
  [{ additionalPolicyIDs: ['Q'] }, { additionalPolicyIDs: ['Q'] }],
  [{ additionalPolicyIDs: 'Q' }, { additionalPolicyIDs: undefined }],
  [{ additionalPolicyIDs: { Q: 1 } }, { additionalPolicyIDs: undefined }],
  [{ defaultTags: ['a', ''] }, { defaultTags: ['a', ''] }],
  [{ defaultTags: 'a' }, { defaultTags: undefined }],
  [{ defaultTags: [1] }, { defaultTags: undefined }],
  [
    { customField1: '', customField2: ' x ' },
    { customField1: '', customField2: ' x ' },
  ],
  [{ firstName: null, lastName: null, customField1: null, approvalLimit: null, additionalPolicyIDs: null }, {}],
  [{ unknown: 1, __proto__: null }, {}],
])('the record with %j is read as %j', (changes, expected) => {
  expect(parsed(changes)).toMatchObject(expected);
});

const long = 'x'.repeat(1001);
const refusals: readonly (readonly [Record<string, unknown>, SkipReason, string])[] = [
  [{ employeeEmail: undefined }, 'invalid-employee-email', ''],
  [{ employeeEmail: null }, 'invalid-employee-email', ''],
  [{ employeeEmail: '' }, 'invalid-employee-email', ''],
  [{ employeeEmail: 'nobody' }, 'invalid-employee-email', 'nobody'],
  [{ employeeEmail: 'a@x' }, 'invalid-employee-email', 'a@x'],
  [{ employeeEmail: 'a@x..example' }, 'invalid-employee-email', 'a@x..example'],
  [{ employeeEmail: 'a@@x.example' }, 'invalid-employee-email', 'a@@x.example'],
  [{ employeeEmail: ' a@x.example' }, 'invalid-employee-email', ' a@x.example'],
  [{ employeeEmail: 'a b@x.example' }, 'invalid-employee-email', 'a b@x.example'],
  [{ employeeEmail: 'A <a@x.example>' }, 'invalid-employee-email', 'A <a@x.example>'],
  [{ employeeEmail: 'a@x.example,b@x.example' }, 'invalid-employee-email', 'a@x.example,b@x.example'],
  [{ employeeEmail: 'a@x.example\r\nX: y' }, 'invalid-employee-email', 'a@x.example\r\nX: y'],
  [{ employeeEmail: `${'x'.repeat(250)}@x.example` }, 'invalid-employee-email', 'x'.repeat(200)],
  [{ employeeEmail: 5 }, 'invalid-employee-email', '5'],
  [{ employeeEmail: ['a@x.example'] }, 'invalid-employee-email', '["a@x.example"]'],
  [{ managerEmail: undefined }, 'invalid-manager-email', ''],
  [{ managerEmail: '' }, 'invalid-manager-email', ''],
  [{ managerEmail: 'manager@domain ' }, 'invalid-manager-email', 'manager@domain '],
  [{ managerEmail: 'm@x.example ' }, 'invalid-manager-email', 'm@x.example '],
  [{ managerEmail: { x: 1 } }, 'invalid-manager-email', '{"x":1}'],
  [{ employeeID: undefined }, 'invalid-employee-id', ''],
  [{ employeeID: '' }, 'invalid-employee-id', ''],
  [{ employeeID: true }, 'invalid-employee-id', 'true'],
  [{ employeeID: {} }, 'invalid-employee-id', '{}'],
  [{ policyID: undefined }, 'no-policy', ''],
  [{ policyID: '' }, 'no-policy', ''],
  [{ policyID: 5 }, 'no-policy', '5'],
  [{ policyID: ['P'] }, 'no-policy', '["P"]'],
  [{ role: 'boss' }, 'invalid-role', 'boss'],
  [{ role: 'Admin' }, 'invalid-role', 'Admin'],
  [{ role: 5 }, 'invalid-role', '5'],
  [{ isTerminated: 'yes' }, 'invalid-terminated', 'yes'],
  [{ isTerminated: 1 }, 'invalid-terminated', '1'],
  [{ isTerminated: 'TRUE' }, 'invalid-terminated', 'TRUE'],
  [{ shouldRemoveFromUnassignedPolicies: 'yes' }, 'invalid-unassigned', 'yes'],
  [{ approvalLimit: -1 }, 'invalid-approval-limit', '-1'],
  [{ approvalLimit: 1.5 }, 'invalid-approval-limit', '1.5'],
  [{ approvalLimit: 2 ** 53 }, 'invalid-approval-limit', String(2 ** 53)],
  [{ approvalLimit: '12,50' }, 'invalid-approval-limit', '12,50'],
  [{ approvalLimit: '1e3' }, 'invalid-approval-limit', '1e3'],
  [{ approvalLimit: true }, 'invalid-approval-limit', 'true'],
  [{ approvalLimit: [] }, 'invalid-approval-limit', '[]'],
  [{ approvalLimit: 100 }, 'missing-over-limit-approver', '100'],
  [{ approvalLimit: '100', overLimitApprover: '' }, 'missing-over-limit-approver', '100'],
  [{ approvalLimit: 100, overLimitApprover: 'x' }, 'invalid-over-limit-approver', 'x'],
  [{ overLimitApprover: 5 }, 'invalid-over-limit-approver', '5'],
  [{ limitApprover: 'x' }, 'invalid-over-limit-approver', 'x'],
  [{ firstName: 5 }, 'invalid-text', 'firstName'],
  [{ lastName: long }, 'invalid-text', 'lastName'],
  [{ customField1: {} }, 'invalid-text', 'customField1'],
  [{ customField2: long }, 'invalid-text', 'customField2'],
  [{ workerStatus: true }, 'invalid-text', 'workerStatus'],
  [{ domainGroupID: true }, 'no-domain-group', 'true'],
  [{ domainGroupID: {} }, 'no-domain-group', '{}'],
  [{ additionalPolicyIDs: ['Q', 5] }, 'no-policy', '["Q",5]'],
];

test.each(refusals)('the record with %j is skipped as %s', (changes, reason, value) => {
  expect(parsed(changes)).toBe(`${reason}: ${value}`);
});

test.each([[null], [5], ['a@x.example'], [[]], [[person]], [true], [undefined]])('%j is not a record', (input) => {
  expect(parseEmployeeRecord(input)).toEqual({ ok: false, reason: 'not-an-object', value: '' });
});

test('the first invalid field in the documented order is named', () => {
  expect(parsed({ managerEmail: 'x', employeeEmail: 'y', policyID: 5 })).toBe('invalid-employee-email: y');
});

test.each([true, 'true'])('a record with isTerminated %j needs only an address and a policy', (isTerminated) => {
  const { managerEmail: _manager, employeeID: _id, ...rest } = person;
  const result = parseEmployeeRecord({ ...rest, isTerminated, role: 'boss', approvalLimit: -1 });
  expect(result).toEqual({ ok: true, record: { employeeEmail: 'a@x.example', policyID: 'P', isTerminated: true } });
});

test.each([{ managerEmail: '' }, { managerEmail: 'not even an address' }, { employeeID: '' }, { employeeID: null }])(
  'a terminated record can have %j',
  (changes) => {
    expect(parsed({ isTerminated: true, ...changes })).toMatchObject({ employeeEmail: 'a@x.example', isTerminated: true });
  },
);

test('the employeeID of a terminated record is refused if it is not an id', () => {
  expect(parsed({ isTerminated: true, employeeID: {} })).toBe('invalid-employee-id: {}');
});

test.each([
  [undefined, false],
  [null, false],
  ['', false],
  ['a@x.example', false],
  ['nobody', true],
  ['a@x.example ', true],
  [5, true],
])('approvesTo %j is ignored: %j', (value, expected) => {
  expect(isIgnoredApprover(value)).toBe(expected);
});

test('keys of Object.prototype in a record are ignored and do not change the prototype', () => {
  const result = parseEmployeeRecord(JSON.parse(`${JSON.stringify(person).slice(0, -1)},"__proto__":{"role":"admin"},"constructor":null}`));
  expect(result).toMatchObject({ ok: true });
  expect(result.ok && 'role' in result.record && result.record.role).toBeFalsy();
});

test('the documented fields are the known keys', () => {
  expect([...employeeKeys()].sort()).toEqual(
    [
      'additionalPolicyIDs',
      'approvalLimit',
      'approvesTo',
      'customField1',
      'customField2',
      'defaultTags',
      'domainGroupID',
      'employeeEmail',
      'employeeID',
      'firstName',
      'isTerminated',
      'lastName',
      'limitApprover',
      'managerEmail',
      'overLimitApprover',
      'policyID',
      'role',
      'shouldRemoveFromUnassignedPolicies',
      'workerStatus',
    ].sort(),
  );
});
