import { expect, test } from 'vitest';
import { drift, type Plan, type PlanOptions, plan } from '../../src/provision/index.js';
import { disruptionsOf } from '../../src/provision/plan/disruption.js';
import { ALLOW_ALL } from '../../src/provision/plan/limits.js';
import { BOSS, owner, peopleOf, rowsOf, type ServiceMember, serviceOf } from '../support/service.js';

const problemsOf = ({ problems }: Plan): string[] => problems.map(({ code }) => code);
const messagesOf = ({ problems }: Plan): string[] => problems.map(({ message }) => message);
const bossRow = rowsOf([owner], 'A');

/** A plan for policy A with 51 members, with each row changed. */
async function planOf51(
  change: (row: Record<string, string>, index: number) => object | object[],
  options: PlanOptions = {},
): Promise<Plan> {
  const people = peopleOf(50);
  const service = serviceOf({ id: 'A', name: 'Head Office', members: [owner, ...people] }, { id: 'B', name: 'Field', members: [owner] });
  return plan([...bossRow, ...rowsOf(people, 'A').flatMap(change)], service, options);
}

test('a wrong policyID that moves away 50 of 51 people is a problem', async () => {
  const slip = (row: object): object => ({ ...row, policyID: 'B' });
  const made = await planOf51(slip);
  expect(problemsOf(made)).toEqual(['too-many-moves']);
  expect(messagesOf(made)).toEqual([
    "50 of 50 members of 'Head Office' (A), not counting its owner, would be moved away: p10@x.com → Field, p11@x.com → Field, p12@x.com → Field, p13@x.com → Field, p14@x.com → Field, and 45 more; half of them or more is too many. If all of this is intended, pass --allow-moves 50.",
  ]);
  expect(problemsOf(await planOf51(slip, { allow: { moves: 50 } }))).toEqual([]);
});

test('a wrong email column that renames 50 of 51 people is a problem', async () => {
  const slip = (row: Record<string, string>): object => ({ ...row, employeeEmail: `private.${row.employeeEmail}` });
  const made = await planOf51(slip);
  expect(problemsOf(made)).toEqual(['too-many-renames']);
  expect(messagesOf(made)[0]).toContain('p10@x.com → private.p10@x.com');
  expect(messagesOf(made)[0]).toContain('pass --allow-renames 50.');
  expect(problemsOf(await planOf51(slip, { allow: { renames: 50 } }))).toEqual([]);
});

test('a wrong lookup that gives everybody another manager is a problem', async () => {
  const slip = (row: object, index: number): object => (index === 0 ? row : { ...row, managerEmail: 'p1@x.com' });
  const made = await planOf51(slip);
  expect(problemsOf(made)).toEqual(['too-many-manager-changes']);
  expect(messagesOf(made)[0]).toContain('p10@x.com (boss@x.com → p1@x.com)');
  expect(problemsOf(await planOf51(slip, { allow: { managerChanges: 49 } }))).toEqual([]);
  expect(problemsOf(await planOf51(slip, { allow: { managerChanges: 48 } }))).toEqual(['too-many-manager-changes']);
});

test('a wrong lookup that demotes all admins is a problem', async () => {
  const admins = peopleOf(3, { role: 'admin' });
  const users = Array.from({ length: 47 }, (_, index) => ({ email: `u${index}@x.com`, employeeID: `U${index}` }));
  const service = serviceOf({ id: 'A', members: [owner, ...admins, ...users] });
  const rows = [...rowsOf(admins, 'A'), ...rowsOf(users, 'A')].map((row) => ({ ...row, role: 'user' }));
  const made = await plan(rows, service);
  expect(problemsOf(made)).toEqual(['too-many-demotions']);
  expect(messagesOf(made)[0]).toContain(
    "3 of 3 admins and auditors of 'A' (A), not counting its owner, would be demoted: p1@x.com (admin → user)",
  );
  expect(problemsOf(await plan(rows, service, { allow: { demotions: 3 } }))).toEqual([]);
});

test('removing 8 of 9 members from a small policy is a problem, however large the other policies are', async () => {
  const large = Array.from({ length: 100 }, (_, index) => ({ email: `l${index}@x.com`, employeeID: `L${index}` }));
  const small = peopleOf(8);
  const service = serviceOf({ id: 'A', members: [owner, ...large] }, { id: 'B', name: 'Small', members: [owner, ...small] });
  const rows = [...rowsOf(large, 'A'), ...rowsOf([owner], 'B')];
  const made = await plan(rows, service);
  expect(problemsOf(made)).toEqual(['too-many-removals']);
  expect(messagesOf(made)[0]).toContain("8 of 8 members of 'Small' (B)");
  expect(problemsOf(await plan(rows, service, { allow: { removals: 8 } }))).toEqual([]);
});

test('leavers are removed even if theirs are the only rows of the policy, and nobody else is', async () => {
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(2)] }, { id: 'B', members: [owner, ...peopleOf(9)] });
  const leavers = rowsOf(peopleOf(1), 'B').map((row) => ({ ...row, isTerminated: 'true' }));
  const made = await plan([...rowsOf(peopleOf(2), 'A'), ...leavers], service);
  expect(made.changes.map(({ action, email, records }) => [action, email, records[0]?.policyID])).toEqual([['remove', 'p1@x.com', 'B']]);
  expect(made.policies.map(({ id, manages }) => [id, manages])).toEqual([
    ['A', 'everyone'],
    ['B', 'leavers'],
  ]);
  expect(made.problems).toEqual([]);
});

test('a leaver with a new address is found by employeeID', async () => {
  const service = serviceOf({ id: 'B', members: [owner, ...peopleOf(9)] });
  const made = await plan([{ employeeEmail: 'new@x.com', employeeID: 'P4', policyID: 'B', isTerminated: 'true' }], service, {
    mapping: {
      fields: {
        employeeEmail: 'employeeEmail',
        employeeID: 'employeeID',
        policyID: 'policyID',
        isTerminated: 'isTerminated',
        managerEmail: { constant: BOSS },
      },
    },
  });
  expect(made.changes).toMatchObject([{ action: 'remove', email: 'p4@x.com' }]);
});

test('a leaver without an employeeID never matches a member who has none', async () => {
  const innocent = { email: 'innocent@x.com' };
  const service = serviceOf({ id: 'B', members: [owner, ...peopleOf(3), innocent] });
  const gone = { ...rowsOf([{ email: 'gone@nowhere.com', employeeID: '' }], 'B')[0], isTerminated: 'true' };
  const made = await plan([gone], service);
  expect(made.changes).toEqual([]);
});

test('a policy in the mapping is managed even if no row names it any more', async () => {
  const service = serviceOf(
    { id: 'A', members: [owner, ...peopleOf(2)] },
    { id: 'B', name: 'Field', members: [owner, { email: 'last@x.com', employeeID: 'L' }] },
  );
  const fields = {
    employeeEmail: 'employeeEmail',
    employeeID: 'employeeID',
    managerEmail: 'managerEmail',
    policyID: { from: 'centre', lookup: { HQ: 'A', Field: 'B' } },
  };
  const rows = rowsOf(peopleOf(2), '').map((row) => ({ ...row, centre: 'HQ' }));
  const made = await plan(rows, service, { mapping: { fields } });
  expect(made.changes).toMatchObject([{ action: 'remove', email: 'last@x.com', policyID: 'B' }]);
  expect(messagesOf(made)).toEqual([
    expect.stringContaining("1 of 1 members of 'Field' (B), not counting its owner, would be removed: last@x.com;"),
  ]);
  expect((await plan(rows, service, { mapping: { fields }, policies: ['A'] })).changes).toEqual([]);
});

test("a policy in the mapping that the account can't see is a problem", async () => {
  const mapping = {
    fields: {
      employeeEmail: 'employeeEmail',
      employeeID: 'employeeID',
      managerEmail: 'managerEmail',
      policyID: { from: 'policyID', default: 'Typo' },
    },
  };
  const made = await plan(rowsOf(peopleOf(2), 'A'), serviceOf({ id: 'A', members: peopleOf(2) }), { mapping });
  expect(made.problems).toMatchObject([{ code: 'unknown-policy', message: expect.stringContaining("'Typo'"), at: { file: 'mapping' } }]);
});

test('a leaver of a policy that is not managed is a problem', async () => {
  const service = serviceOf({ id: 'A', members: peopleOf(2) }, { id: 'B', members: peopleOf(9) });
  const leaver = { ...rowsOf(peopleOf(1), 'B')[0], isTerminated: 'true' };
  expect(messagesOf(await plan([...rowsOf(peopleOf(2), 'A'), leaver], service, { policies: ['A'] }))).toEqual([
    "Policy 'B' is not managed. To manage it, pass --policy B.",
  ]);
});

test.each([
  // The kind, the number of affected and of all members without the owner, and whether that is too many.
  ['removal', 5, 60, false],
  ['removal', 6, 58, true],
  ['removal', 6, 59, false],
  ['removal', 10, 200, false],
  ['removal', 11, 200, true],
  ['removal', 1, 2, true],
  ['rename', 5, 60, false],
  ['rename', 6, 58, true],
  ['manager-change', 5, 10, true],
  ['manager-change', 4, 10, false],
  ['manager-change', 10, 40, false],
  ['manager-change', 11, 40, true],
  ['manager-change', 40, 205, false],
  ['manager-change', 42, 205, true],
] as const)('%s of %i of %i members is too many: %s', async (kind, count, members, isTooMany) => {
  const people = peopleOf(members);
  const changed = rowsOf(people, 'A').flatMap((row, index) => {
    if (index >= count) return [row];
    if (kind === 'removal') return [];
    return kind === 'rename' ? [{ ...row, employeeEmail: `new.${row.employeeEmail}` }] : [{ ...row, managerEmail: `p${members}@x.com` }];
  });
  const made = await plan(changed, serviceOf({ id: 'A', members: [owner, ...people] }));
  expect(disruptionsOf(made)).toHaveLength(count);
  expect(made.problems.length > 0).toBe(isTooMany);
});

test('the owner is counted among the members if the plan changes their manager', async () => {
  const people = peopleOf(10);
  const rows = rowsOf([owner, ...people], 'A').map((row) => ({ ...row, managerEmail: 'p10@x.com' }));
  const made = await plan(rows, serviceOf({ id: 'A', members: [owner, ...people] }));
  const [, count, total] = /^(\d+) of (\d+) members of 'A' \(A\) would be/.exec(made.problems[0]?.message ?? '') ?? [];
  expect(Number(count)).toBeLessThanOrEqual(Number(total));
});

test('a limit on the number is named as such, and invisible characters are shown', async () => {
  const people = peopleOf(58);
  const rows = rowsOf(people, 'A').map((row, index) => (index < 6 ? { ...row, employeeEmail: `new\u200B.${row.employeeEmail}` } : row));
  const made = await plan(rows, serviceOf({ id: 'A', members: [owner, ...people] }));
  expect(messagesOf(made).at(-1)).toContain('p1@x.com → new<U+200B>.p1@x.com');
  expect(messagesOf(made).at(-1)).toContain('and 1 more; the limit is 5 people or 10% of the members. If all');
});

test('the limit on the number of manager changes is larger', async () => {
  const rows = rowsOf(peopleOf(40), 'A').map((row, index) => (index < 11 ? { ...row, managerEmail: 'p40@x.com' } : row));
  const made = await plan(rows, serviceOf({ id: 'A', members: [owner, ...peopleOf(40)] }));
  expect(messagesOf(made)).toEqual([expect.stringContaining('and 6 more; the limit is 10 people or 20% of the members. If all')]);
});

test('more than 10 removals on all policies together are too many, even if there are few on each', async () => {
  const members = (prefix: string): ServiceMember[] =>
    peopleOf(20).map(({ email }) => ({ email: `${prefix}${email}`, employeeID: `${prefix}${email}` }));
  const policies = ['A', 'B', 'C'].map((id) => ({ id, members: [owner, ...members(id)] }));
  const wanted = (leaving: number) => policies.flatMap(({ id }) => rowsOf(members(id).slice(leaving), id));
  expect(problemsOf(await plan(wanted(3), serviceOf(...policies)))).toEqual([]);
  const made = await plan(wanted(4), serviceOf(...policies));
  expect(messagesOf(made)).toEqual([
    expect.stringMatching(/^12 of 63 members would be removed: .*; the limit for all policies together is 10\. .* --allow-removals 12\.$/),
  ]);
});

test('on all policies together at most a fifth of the members may get another manager', async () => {
  const members = (prefix: string): ServiceMember[] =>
    peopleOf(20).map(({ email }) => ({ email: `${prefix}${email}`, employeeID: `${prefix}${email}` }));
  const policies = ['A', 'B', 'C'].map((id) => ({ id, members: [owner, ...members(id)] }));
  const wanted = (moved: number) =>
    policies.flatMap(({ id }) =>
      rowsOf(members(id), id).map((row, index) => (index < moved ? { ...row, managerEmail: `${id}p20@x.com` } : row)),
    );
  expect(problemsOf(await plan(wanted(4), serviceOf(...policies)))).toEqual([]);
  expect(messagesOf(await plan(wanted(5), serviceOf(...policies)))).toEqual([
    expect.stringMatching(/^15 of 63 members .*; the limit for all policies together is 12\. .* --allow-manager-changes 15\.$/),
  ]);
});

test('a limit of one is worded in the singular', async () => {
  const removed = await planOf51((row, index) => (index < 2 ? [] : row), { allow: { removals: 1 } });
  expect(messagesOf(removed)).toEqual([expect.stringContaining('p1@x.com, p2@x.com; 1 is allowed. If all')]);
  const none = await planOf51((row, index) => (index < 1 ? [] : row), { allow: { removals: 0 } });
  expect(messagesOf(none)).toEqual([expect.stringContaining('p1@x.com; 0 are allowed. If all')]);
});

test.each([
  ['role', 'admin', 'auditor', 'demotion'],
  ['role', 'auditor', 'user', 'demotion'],
  ['role', 'an unknown role', 'admin', 'demotion'],
  ['role', 'user', 'admin', undefined],
  ['customField1', 'admin', 'user', undefined],
])('a change of %s from %s to %s disrupts as: %s', (field, from, to, kind) => {
  const change = { action: 'change', policyID: 'A', email: 'ed@x.com', fields: [{ field, from, to }], records: [] } as const;
  expect(disruptionsOf({ changes: [change] })).toEqual(kind === undefined ? [] : [{ kind, policyID: 'A', email: 'ed@x.com', from, to }]);
});

test('reports of a manager with a new address have no manager change', async () => {
  const reports = Array.from({ length: 20 }, (_, index) => ({ email: `r${index}@x.com`, employeeID: `R${index}`, submitsTo: 'p1@x.com' }));
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(1), ...reports] });
  const renamed = [...peopleOf(1), ...reports].map((person) => ({
    ...person,
    email: person.email === 'p1@x.com' ? 'p1.married@x.com' : person.email,
    submitsTo: person.submitsTo === 'p1@x.com' ? 'p1.married@x.com' : BOSS,
  }));
  const made = await plan(rowsOf(renamed, 'A'), service);
  expect(disruptionsOf(made)).toEqual([{ kind: 'rename', policyID: 'A', email: 'p1@x.com', from: 'p1@x.com', to: 'p1.married@x.com' }]);
  expect(made.problems).toEqual([]);
});

test('a promotion, a new member and an additional policy disrupt nobody', async () => {
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(3)] }, { id: 'B', members: [owner] });
  const rows = rowsOf(peopleOf(4), 'A').map((row) => ({ ...row, role: 'admin', additionalPolicyIDs: ['B'] }));
  const made = await plan(rows, service);
  expect(made.changes.length).toBeGreaterThan(0);
  expect(disruptionsOf(made)).toEqual([]);
});

test.each<[string, (row: object) => object[]]>([
  ['demotes', (row) => [{ ...row, role: 'auditor' }]],
  ['removes', () => []],
  ['moves away', (row) => [{ ...row, policyID: 'B' }]],
])('it is a problem if a plan %s the last admin of a policy, whatever is allowed', async (_what, change) => {
  const admin = { email: 'admin@x.com', employeeID: 'A1', role: 'admin' };
  // The owner is not listed as an admin, so this member is the last one.
  const service = serviceOf({ id: 'A', name: 'Head Office', members: [admin, ...peopleOf(9)] }, { id: 'B', members: [owner] });
  const rows = [...rowsOf([admin], 'A').flatMap(change), ...rowsOf(peopleOf(9), 'A')];
  expect((await plan(rows, service, { allow: ALLOW_ALL, policies: ['A', 'B'] })).problems).toEqual([
    {
      code: 'last-admin',
      message:
        "'Head Office' (A) would be left without an admin: admin@x.com would lose the role. Keep one of them, or make someone else an admin first.",
    },
  ]);
  const stranger = { ...rowsOf([{ email: 'new@x.com', employeeID: 'N' }], 'A')[0], role: 'admin' };
  expect((await plan([...rows, stranger], service, { allow: ALLOW_ALL, policies: ['A', 'B'] })).problems).toEqual([]);
  const heir = rows.map((row, index) => (index === rows.length - 1 ? { ...row, role: 'admin' } : row));
  expect((await plan(heir, service, { allow: ALLOW_ALL, policies: ['A', 'B'] })).problems).toEqual([]);
});

test('any amount of drift is not a problem', async () => {
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(50)] });
  expect(await drift(bossRow, service)).toMatchObject({ isDrift: true, plan: { problems: [] } });
});
