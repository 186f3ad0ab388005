import { expect, test } from 'vitest';
import { ACTIONS, type Change, findChanges } from '../../src/provision/plan/changes.js';
import type { CurrentMember, CurrentPolicy } from '../../src/provision/plan/current.js';
import type { DesiredMember, Leaver } from '../../src/provision/plan/desired.js';
import { summaryLine } from '../../src/provision/show/summary.js';

const locate = () => ({ file: 'people.csv' });

function now(email: string, fields: Partial<CurrentMember> = {}): CurrentMember {
  const shown = { role: 'user', submitsTo: 'boss', forwardsTo: '', approvalLimit: 0, overLimitForwardsTo: '' };
  return { email, address: email, employeeID: `${email}-id`, ...shown, ...fields };
}

function policyOf(id: string, members: readonly CurrentMember[], manages: CurrentPolicy['manages'] = 'everyone'): CurrentPolicy {
  return { id, name: id, owner: 'boss', manages, members: new Map(members.map((member) => [member.email, member])) };
}

function wanted(email: string, policyID: string, fields: object = {}, isApprover = false): DesiredMember {
  const record = { employeeEmail: email, employeeID: `${email}-id`, policyID, managerEmail: 'boss', ...fields };
  return { policyID, email, record, isApprover, locate };
}

function leaver(email: string, policyID: string, employeeID?: string): Leaver {
  return { policyID, email, record: { employeeEmail: email, employeeID, policyID, isTerminated: true }, locate };
}

/** Each change as text: the action, the person and the policy. */
const said = (changes: readonly Change[]): string[] =>
  changes.map((change) => {
    const from = change.action === 'email-change' ? ` of ${change.from}` : '';
    return `${change.action}${from} ${change.email} ${change.action === 'move' ? `${change.from} → ${change.to}` : change.policyID}`;
  });

/** All kinds of changes, on two policies. */
const all = findChanges(
  [
    wanted('zoe', 'B'),
    wanted('ann', 'B'),
    wanted('bob', 'A', { role: 'admin' }),
    wanted('new.eve', 'A', { employeeID: 'eve-id' }),
    wanted('dan', 'A'),
    wanted('cid', 'B', { role: 'admin' }),
    wanted('mia', 'B'),
    wanted('xia', 'A'),
    wanted('kim', 'A'),
  ],
  [],
  [policyOf('A', [now('bob'), now('eve'), now('mia'), now('ugo'), now('kim')]), policyOf('B', [now('cid'), now('ida'), now('lea')])],
);

test('changes are sorted by policy, then by action, then by address', () => {
  expect(said(all.changes)).toEqual([
    'add dan A',
    'add xia A',
    'email-change of eve new.eve A',
    'change bob A',
    'remove ugo A',
    'add ann B',
    'add zoe B',
    'change cid B',
    'move mia A → B',
    'remove ida B',
    'remove lea B',
  ]);
  expect(all.unchanged).toBe(1);
});

test('changes are counted in the same order', () => {
  const plan = { version: 2, id: 'x', url: 'x', policies: [], options: {}, notCompared: [], problems: [], hash: 'x', ...all } as const;
  expect(summaryLine(plan)).toBe('4 to add, 1 email change, 2 to change, 1 to move, 3 to remove, 1 unchanged');
  expect(ACTIONS).toHaveLength(5);
});

test('an employeeID that passes to a new person renames nobody who is wanted elsewhere', () => {
  const desired = [wanted('ed', 'B', { employeeID: 'E2' }), wanted('new', 'A', { employeeID: 'ed-id' })];
  expect(said(findChanges(desired, [], [policyOf('A', [now('ed')]), policyOf('B', [])]).changes)).toEqual(['add new A', 'move ed A → B']);
});

test('a person who stays on one policy and leaves another has not moved', () => {
  const desired = [wanted('ed', 'B', { role: 'admin' })];
  expect(said(findChanges(desired, [], [policyOf('A', [now('ed')]), policyOf('B', [now('ed')])]).changes)).toEqual([
    'remove ed A',
    'change ed B',
  ]);
});

test('a person who leaves two policies for a third has moved once', () => {
  const policies = [policyOf('A', [now('ed')]), policyOf('B', [now('ed')]), policyOf('C', [])];
  expect(said(findChanges([wanted('ed', 'C')], [], policies).changes)).toEqual(['remove ed B', 'move ed A → C']);
});

test('an approver whom no row puts on a policy stays there unchanged', () => {
  const desired = [wanted('max', 'A', { role: 'admin', employeeID: 'other' }, true)];
  expect(findChanges(desired, [], [policyOf('A', [now('max')])])).toEqual({ changes: [], unchanged: 1 });
});

test('a leaver is removed from the policy of the row, and stays on others', () => {
  const policies = [policyOf('A', [now('ed')], 'leavers'), policyOf('B', [now('ed')], 'leavers')];
  expect(said(findChanges([], [leaver('ed', 'B')], policies).changes)).toEqual(['remove ed B']);
});

test("a leaver found by employeeID is sent with the service's address", () => {
  const policy = policyOf('A', [now('ed'), now('nobody', { employeeID: undefined })], 'leavers');
  expect(findChanges([], [leaver('edward', 'A', 'ed-id'), leaver('gone', 'A')], [policy]).changes).toEqual([
    {
      action: 'remove',
      email: 'ed',
      policyID: 'A',
      records: [{ employeeEmail: 'ed', employeeID: 'ed-id', policyID: 'A', isTerminated: true }],
    },
  ]);
});

test('the owner of a policy stays, even if a row has isTerminated for them', () => {
  const policy = policyOf('A', [now('boss'), now('ed')], 'leavers');
  expect(said(findChanges([], [leaver('boss', 'A'), leaver('ed', 'A')], [policy]).changes)).toEqual(['remove ed A']);
});
