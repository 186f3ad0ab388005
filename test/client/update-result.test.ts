import { expect, test } from 'vitest';
import { emptyResult, mergeAnswer } from '../../src/client/update-result.js';

const one = { email: 'ed@x.com', employeeID: 'E', role: 'user', submitsTo: 'boss@x.com' };
const two = { email: 'eve@x.com', employeeID: 'V', role: 'admin', submitsTo: 'boss@x.com' };

test('a feed of which nothing was sent has an empty result', () => {
  expect(emptyResult(true)).toEqual({
    isDryRun: true,
    batches: 0,
    requestIDs: [],
    updatedEmployeesCount: 0,
    skipped: [],
    added: {},
    removed: {},
    grouped: {},
    employees: {},
    failedPolicies: [],
  });
});

test('the responses of all batches are combined into one result', () => {
  const first = {
    responseCode: 200,
    requestID: 'r1',
    updatedEmployeesCount: 2,
    skippedEmployees: [{ email: 'a@x.com', reason: 'no' }],
    failedPolicies: ['F', 'G'],
    diff: { diffToAdd: { A: ['ed@x.com'] }, diffToRemove: { A: ['gone@x.com'] } },
    policyIDToEmailsToRemoveMap: { A: ['not this one'] },
    securityGroupEmployeesMap: { '7': ['ed@x.com'] },
    policyIDToEmployeesMap: { A: [one] },
  };
  const second = {
    responseCode: 200,
    requestID: 'r2',
    updatedEmployeesCount: 3,
    skippedEmployees: [{ email: 'b@x.com', reason: 'neither' }],
    failedPolicies: ['G', 'H'],
    policyIDToEmailsToRemoveMap: { A: ['left@x.com'], B: ['left@x.com'] },
    securityGroupEmployeesMap: { '7': ['eve@x.com'] },
    policyIDToEmployeesMap: { A: [two] },
  };
  const bare = { responseCode: 200, updatedEmployeesCount: 1 };
  expect([first, second, bare].reduce((result, answer) => mergeAnswer(result, answer as never), emptyResult(false))).toEqual({
    isDryRun: false,
    batches: 3,
    requestIDs: ['r1', 'r2'],
    updatedEmployeesCount: 6,
    skipped: [
      { email: 'a@x.com', reason: 'no' },
      { email: 'b@x.com', reason: 'neither' },
    ],
    added: { A: ['ed@x.com'] },
    removed: { A: ['gone@x.com', 'left@x.com'], B: ['left@x.com'] },
    grouped: { '7': ['ed@x.com', 'eve@x.com'] },
    employees: { A: [one, two] },
    failedPolicies: ['F', 'G', 'H'],
  });
});
