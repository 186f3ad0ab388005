import { expect, test } from 'vitest';
import { withFailedPolicies } from '../../../src/jobs/update-employees/failed-policies.js';

test.each<[object, object]>([
  [{ policyList: [] }, { policyList: [] }],
  [{ diff: {} }, { diff: {} }],
  [{ policyIDToEmployeesMap: {} }, { policyIDToEmployeesMap: {} }],
  [
    { policyIDToEmployeesMap: { A: [] }, requestID: '7', diff: { diffToAdd: { A: ['x'] }, diffToRemove: { B: [] } }, more: 1 },
    { policyIDToEmployeesMap: { A: [] }, requestID: '7', failedPolicies: ['A'], diff: { diffToAdd: {}, diffToRemove: { B: [] } }, more: 1 },
  ],
  [
    { policyIDToEmployeesMap: null, diff: null },
    { policyIDToEmployeesMap: null, failedPolicies: [], diff: { diffToAdd: {} } },
  ],
  [
    { policyIDToEmployeesMap: 'AB', diff: 'x' },
    { policyIDToEmployeesMap: 'AB', failedPolicies: [], diff: { diffToAdd: {} } },
  ],
])('the recorded quirk of failed policies turns %j into %j', (body, quirky) => {
  expect(withFailedPolicies(body)).toEqual(quirky);
});

test('failedPolicies comes after requestID, as recorded', () => {
  expect(Object.keys(withFailedPolicies({ policyIDToEmployeesMap: {}, diff: {}, requestID: '7', more: 1 }))).toEqual([
    'policyIDToEmployeesMap',
    'requestID',
    'failedPolicies',
    'diff',
    'more',
  ]);
});
