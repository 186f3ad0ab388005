import { expect, test } from 'vitest';
import type { Change } from '../../src/provision/index.js';
import type { CurrentPolicy } from '../../src/provision/plan/current.js';
import { findLastAdmins } from '../../src/provision/plan/last-admin.js';

/** A policy with these people and roles. */
function policyOf(id: string, roles: Readonly<Record<string, string>>): CurrentPolicy {
  const members = Object.entries(roles).map(([email, role]) => ({
    email,
    address: email,
    role,
    submitsTo: '',
    forwardsTo: '',
    approvalLimit: 0,
    overLimitForwardsTo: '',
  }));
  return { id, name: `Policy ${id}`, owner: 'boss@x.com', manages: 'everyone', members: new Map(members.map((one) => [one.email, one])) };
}

const policies = [policyOf('A', { ann: 'admin', ed: 'user' }), policyOf('B', { bob: 'admin', zoe: 'admin', ed: 'user' })];
const record = (role: 'user' | 'admin') => ({ employeeEmail: 'x', employeeID: 'X', policyID: 'A', managerEmail: 'boss@x.com', role });
const leaving = { employeeEmail: 'x', employeeID: 'X', policyID: 'A', isTerminated: true } as const;

const add = (email: string, policyID: string, role: 'user' | 'admin'): Change => ({
  action: 'add',
  email,
  policyID,
  asApprover: false,
  records: [record(role)],
});
const remove = (email: string, policyID: string): Change => ({ action: 'remove', email, policyID, records: [leaving] });
const move = (email: string, from: string, to: string, role: 'user' | 'admin'): Change => ({
  action: 'move',
  email,
  from,
  to,
  records: [record(role), leaving],
});
const change = (email: string, policyID: string, field: string, from: string, to: string): Change => ({
  action: 'change',
  email,
  policyID,
  fields: [{ field, from, to }],
  records: [],
});
const rename = (from: string, email: string, policyID: string, role?: string): Change => ({
  action: 'email-change',
  email,
  from,
  policyID,
  fields: role === undefined ? [] : [{ field: 'role', from: 'admin', to: role }],
  records: [],
});

test.each<[string, Change[]]>([
  ['nothing', []],
  ['an admin removed from another policy', [remove('ann', 'B')]],
  ['a user removed', [remove('ed', 'A')]],
  ['an admin moved from another policy', [move('zoe', 'B', 'A', 'user')]],
  ['an admin moved between other policies', [move('ann', 'B', 'C', 'user')]],
  ['the admin moved, and another one moved in', [move('ann', 'A', 'B', 'admin'), move('zoe', 'B', 'A', 'admin')]],
  ['the admin removed, and another one added', [remove('ann', 'A'), add('new', 'A', 'admin')]],
  ['the admin demoted, and a user promoted', [change('ann', 'A', 'role', 'admin', 'user'), change('ed', 'A', 'role', 'user', 'admin')]],
  ['another field of the admin changed', [change('ann', 'A', 'customField1', 'x', 'y')]],
  ['the admin given a new email address', [rename('ann', 'ann.new', 'A')]],
  ['one of two admins demoted', [change('bob', 'B', 'role', 'admin', 'auditor')]],
])('after %s each policy has an admin', (_what, changes) => {
  expect(findLastAdmins(changes, policies)).toEqual([]);
});

test.each<[string, Change[]]>([
  ['the admin removed', [remove('ann', 'A')]],
  ['the admin moved away', [move('ann', 'A', 'B', 'admin')]],
  ['the admin moved away, and a user moved in', [move('ann', 'A', 'B', 'admin'), move('zoe', 'B', 'A', 'user')]],
  ['the admin removed, and a user added', [remove('ann', 'A'), add('new', 'A', 'user')]],
  ['the admin removed, and one added to another policy', [remove('ann', 'A'), add('new', 'B', 'admin')]],
  ['the admin removed, and one promoted on another policy', [remove('ann', 'A'), change('ed', 'B', 'role', 'user', 'admin')]],
  ['the admin demoted', [change('ann', 'A', 'role', 'admin', 'auditor')]],
  ['the admin demoted with a new address', [rename('ann', 'ann.new', 'A', 'user')]],
  ['the admin given a new email address, and removed by it', [rename('ann', 'ann.new', 'A'), remove('ann.new', 'A')]],
  ['the admin removed, and a field of a user changed to admin', [remove('ann', 'A'), change('ed', 'A', 'customField1', '', 'admin')]],
])('after %s the policy is left without an admin', (_what, changes) => {
  const message =
    "'Policy A' (A) would be left without an admin: ann would lose the role. Keep one of them, or make someone else an admin first.";
  expect(findLastAdmins(changes, policies)).toEqual([{ code: 'last-admin', message }]);
});

test('all who would lose the role are named', () => {
  expect(findLastAdmins([remove('zoe', 'B'), remove('bob', 'B')], policies)).toMatchObject([
    { message: expect.stringContaining('without an admin: bob, zoe would lose the role.') },
  ]);
});

test('a policy without an admin has none to lose', () => {
  expect(findLastAdmins([remove('ed', 'C')], [policyOf('C', { ed: 'user' })])).toEqual([]);
});
