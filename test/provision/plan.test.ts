import { expect, test } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { drift, MappingError, type Plan, type PlanOptions, plan, readMapping, showProblem } from '../../src/provision/index.js';
import { clientOf } from '../support/clients.js';
import { createTestEmulator } from '../support/emulator.js';
import { at, ED, FOREIGN, MAIN, MAX, MIA, OWNER, SECOND } from '../support/people.js';
import { cleanUpFiles, fileOf, type Person, peopleAsTheyAre } from '../support/provision.js';
import { owner, peopleOf, rowsOf, serviceOf } from '../support/service.js';

cleanUpFiles();

const EVE = at('eve.engineer');
const EVERYTHING = { removals: 100, moves: 100, renames: 100, demotions: 100, managerChanges: 100 };

/** A plan for the current members of the main policy, with a change. */
async function planFor(
  change: (people: Person[]) => object[] = (people) => people,
  options: PlanOptions = {},
  emulator?: Emulator,
): Promise<Plan> {
  const own = emulator ?? (await createTestEmulator());
  const wanted = change(await wantedAsIs(own));
  const made = await plan(wanted, clientOf(own), { allow: EVERYTHING, ...options });
  if (emulator === undefined) await own.close();
  return made;
}

/** The list without the owner, who never needs to be listed. */
async function wantedAsIs(emulator: Emulator): Promise<Person[]> {
  return (await peopleAsTheyAre(emulator)).filter(({ employeeEmail }) => employeeEmail !== OWNER);
}

const edit = (email: string, fields: Record<string, unknown>) => (people: Person[]) =>
  people.map((person) => (person.employeeEmail === email ? { ...person, ...fields } : person));
const add =
  (fields: Record<string, unknown> = {}) =>
  (people: Person[]) => [...people, { employeeEmail: at('new'), employeeID: 'N1', policyID: MAIN, managerEmail: MAX, ...fields }];
const drop = (email: string) => (people: Person[]) => people.filter((person) => person.employeeEmail !== email);
const problemsOf = ({ problems }: Plan) => problems.map(showProblem);

test('if nothing is to be done, the plan has no changes', async () => {
  expect(await planFor()).toMatchObject({ changes: [], problems: [], unchanged: 11, policies: [{ id: MAIN, members: 12 }] });
});

test('planning needs two requests and changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot().companies;
  const wanted = add()(await wantedAsIs(emulator));
  emulator.journal.clear();
  await plan(wanted, clientOf(emulator));
  expect(emulator.journal.entries().map(({ job }) => job)).toEqual(['get policyList', 'get policy']);
  expect(emulator.snapshot().companies).toEqual(before);
});

test('a new person is added', async () => {
  const { changes } = await planFor(add({ role: 'auditor' }));
  expect(changes).toEqual([
    {
      action: 'add',
      policyID: MAIN,
      email: at('new'),
      asApprover: false,
      records: [{ employeeEmail: at('new'), employeeID: 'N1', policyID: MAIN, managerEmail: MAX, role: 'auditor' }],
    },
  ]);
});

test.each<[string, Record<string, unknown>, { field: string; from: unknown; to: unknown }]>([
  ['role', { role: 'auditor' }, { field: 'role', from: 'user', to: 'auditor' }],
  ['manager', { managerEmail: MIA }, { field: 'managerEmail', from: MAX, to: MIA }],
  ['second approver', { approvesTo: MIA }, { field: 'approvesTo', from: '', to: MIA }],
  ['custom field', { customField2: 'Labs' }, { field: 'customField2', from: '', to: 'Labs' }],
  ['employeeID', { employeeID: '0111' }, { field: 'employeeID', from: 'E111', to: '0111' }],
])('a change of %s is shown field by field', async (_what, fields, expected) => {
  expect(await planFor(edit(ED, fields))).toMatchObject({ changes: [{ action: 'change', email: ED, fields: [expected] }] });
});

test('a limit is sent with its approver', async () => {
  const { changes } = await planFor(edit(ED, { approvalLimit: '50000', overLimitApprover: MIA }));
  expect(changes).toMatchObject([
    {
      fields: [
        { field: 'approvalLimit', from: 0, to: 50_000 },
        { field: 'overLimitApprover', from: '', to: MIA },
      ],
    },
  ]);
});

test('a limit of 0 without an approver counts as no limit', async () => {
  expect((await planFor(edit(ED, { approvalLimit: '0', overLimitApprover: '' }))).changes).toEqual([]);
});

test('capital letters in an address are not a change', async () => {
  expect((await planFor(edit(ED, { employeeEmail: ED.toUpperCase(), managerEmail: 'Max.Manager@ACME.example' }))).changes).toEqual([]);
});

test('fields that the service does not return are sent with other changes, are not changes themselves, and are listed', async () => {
  expect(await planFor(edit(ED, { firstName: 'Edward' }))).toMatchObject({ changes: [], notCompared: ['firstName'] });
  expect(await planFor(edit(ED, { firstName: 'Edward', role: 'admin' }))).toMatchObject({
    changes: [{ records: [{ firstName: 'Edward' }] }],
  });
});

test('a field that is in no row is ignored', async () => {
  expect((await planFor(edit(ED, { role: undefined }))).changes).toEqual([]);
});

test('a member who is in no row is removed', async () => {
  const { changes } = await planFor(drop(ED));
  expect(changes).toEqual([
    {
      action: 'remove',
      policyID: MAIN,
      email: ED,
      records: [{ employeeEmail: ED, employeeID: 'E111', policyID: MAIN, isTerminated: true }],
    },
  ]);
});

test('a member with isTerminated is removed, and a leaver who is already gone needs no change', async () => {
  expect(await planFor(edit(ED, { isTerminated: 'true' }))).toMatchObject({ changes: [{ action: 'remove', email: ED }] });
  expect((await planFor(add({ isTerminated: 'true' }))).changes).toEqual([]);
});

test('a new address with a known employeeID is an email change', async () => {
  expect(await planFor(edit(ED, { employeeEmail: at('ed.newname') }))).toMatchObject({
    changes: [{ action: 'email-change', from: ED, email: at('ed.newname'), fields: [] }],
  });
});

test('a person who leaves one policy for another moves', async () => {
  const { changes } = await planFor(edit(ED, { policyID: SECOND, managerEmail: OWNER }), { policies: [MAIN, SECOND] });
  expect(changes.filter(({ email }) => email === ED)).toMatchObject([
    { action: 'move', from: MAIN, to: SECOND, records: [{ policyID: SECOND }, { policyID: MAIN, isTerminated: true }] },
  ]);
});

test('an additional policy is an additional membership', async () => {
  const { changes } = await planFor(edit(ED, { additionalPolicyIDs: [SECOND], managerEmail: OWNER }), { policies: [MAIN, SECOND] });
  expect(changes).toContainEqual(expect.objectContaining({ action: 'add', policyID: SECOND, email: ED }));
});

test('approvers are added to the policies where members report to them, and so are their own approvers', async () => {
  const { changes } = await planFor(add({ policyID: SECOND, managerEmail: MAX }), { policies: [MAIN, SECOND] });
  const added = changes.filter(({ action }) => action === 'add');
  expect(added.map(({ email }) => email).sort()).toEqual([at('dana.director'), MAX, at('new')].sort());
  expect(added.filter((change) => 'asApprover' in change && change.asApprover)).toHaveLength(2);
});

test('the owner of a policy is never removed and never demoted', async () => {
  const plan = await planFor((people) => [
    ...people,
    { employeeEmail: OWNER, employeeID: 'E1', policyID: MAIN, managerEmail: OWNER, role: 'user' },
  ]);
  expect(plan.changes).toMatchObject([{ action: 'change', email: OWNER, fields: [{ field: 'employeeID' }] }]);
});

test('reports of a manager on leave are planned for the manager to whom the service moves them', async () => {
  const { changes } = await planFor(edit(MAX, { workerStatus: 'On Leave' }));
  const moved = changes.filter(({ action }) => action === 'change');
  expect(moved).toHaveLength(3);
  for (const change of moved) expect(change).toMatchObject({ fields: [{ field: 'managerEmail', from: MAX, to: at('dana.director') }] });
});

test('two plans with the same changes have the same hash but different ids, and other plans have other hashes', async () => {
  const [one, two, other] = [await planFor(add()), await planFor(add()), await planFor(drop(ED))];
  expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(two).toEqual({ ...one, id: two.id });
  expect(two.id).not.toBe(one.id);
  expect(other.hash).not.toBe(one.hash);
});

test('one person on two policies is not a duplicate employeeID', async () => {
  const both = (people: Person[]): object[] => [
    ...people,
    ...[MAIN, SECOND].map((policyID) => ({ employeeEmail: at('new'), employeeID: 'N1', policyID, managerEmail: OWNER })),
  ];
  const { changes, problems } = await planFor(both, { policies: [MAIN, SECOND] });
  expect(problems).toEqual([]);
  expect(changes.filter(({ email }) => email === at('new')).map((change) => 'policyID' in change && change.policyID)).toEqual([
    MAIN,
    SECOND,
  ]);
});

test('an unknown policy is reported with the first row that names it', async () => {
  const unknown = { policyID: 'FFFFFFFFFFFFFFFF' };
  const { problems } = await planFor((people) => [
    ...people.slice(0, 2),
    { ...people[2], ...unknown },
    ...people.slice(3),
    { ...people[3], ...unknown },
  ]);
  expect(problems.filter(({ code }) => code === 'unknown-policy')).toMatchObject([
    { message: expect.stringContaining("can't see policy 'FFFFFFFFFFFFFFFF'"), at: { file: 'employees[2]' } },
  ]);
});

test.each<[string, (people: Person[]) => object[], RegExp]>([
  [
    'a bad address',
    add({ employeeEmail: 'no one@x.com' }),
    /^employees\[11\]: no one@x\.com: Invalid employee email address 'no one@x\.com'\.$/,
  ],
  [
    'an unknown manager',
    add({ managerEmail: 'who@x.com' }),
    /who@x\.com, the manager of new@acme\.example, is neither in the source nor on a policy\.$/,
  ],
  [
    'a manager who would be removed',
    drop(MIA),
    /mia\.manager@acme\.example, the manager of .*, is a member of 'Acme Headquarters' but not in the source, and would be removed\.$/,
  ],
  [
    'an unknown policy',
    add({ policyID: 'FFFFFFFFFFFFFFFF' }),
    /This account can't see policy 'F+'\. It administers A1B2C3D4E5F60001 \(Acme Headquarters\)/,
  ],
  ['a policy of others', add({ policyID: FOREIGN }), /doesn't administer policy '\w+' \('Board Travel'\)/],
  [
    'approval in a circle',
    (people) => edit(at('dana.director'), { managerEmail: MAX })(people),
    /Circular approval: dana\.director@acme\.example → max\.manager@acme\.example → dana\.director@acme\.example\.$/,
  ],
])('%s is a problem', async (_what, change, said) => {
  expect(problemsOf(await planFor(change))).toContainEqual(expect.stringMatching(said));
});

test('a policy that is not managed is a problem', async () => {
  expect(problemsOf(await planFor(add({ policyID: SECOND }), { policies: [MAIN] }))).toEqual([
    expect.stringMatching(/Policy '.*' is not managed\. To manage it, pass --policy/),
  ]);
});

test("if only one policy is managed, rows don't need to name it", async () => {
  const { changes, problems } = await planFor((people) => people.map(({ policyID: _none, ...person }) => person), { policies: [MAIN] });
  expect({ changes, problems }).toEqual({ changes: [], problems: [] });
});

test('an empty list removes everyone from the managed policies', async () => {
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(1)] });
  expect((await plan([], service, { policies: ['A'] })).changes).toMatchObject([{ action: 'remove', email: 'p1@x.com' }]);
});

test('rows without a required field are refused at once', async () => {
  const rows = rowsOf(peopleOf(1), 'A').map(({ policyID: _none, ...row }) => row);
  const service = serviceOf({ id: 'A', members: [owner] }, { id: 'B', members: [owner] });
  for (const options of [{}, { policies: ['A', 'B'] }]) {
    const failure = await plan(rows, service, options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MappingError);
    expect(failure).toMatchObject({ message: expect.stringContaining('No mapping for policyID. employees has these columns:') });
  }
});

test('a mapping can be passed as a file or as an object', async () => {
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(1)] });
  const fields = 'employeeEmail: mail\n  employeeID: staff\n  managerEmail: boss\n  policyID: { constant: A }';
  const mapping = readMapping(fileOf('map.yaml', `fields:\n  ${fields}\n`));
  const made = await plan([{ mail: 'p1@x.com', staff: 'P1', boss: 'boss@x.com' }], service, { mapping });
  expect(made).toMatchObject({ changes: [], problems: [], unchanged: 1 });
  const wrong = plan([{ mail: 'p1@x.com', staff: 'P1' }], service, { mapping });
  await expect(wrong).rejects.toThrow("managerEmail is mapped from 'boss', but employees has no such column");
});

test.each([
  ['a fifth of the members is allowed', 2, {}, []],
  [
    'more than a fifth is a problem',
    3,
    {},
    [expect.stringMatching(/^3 of 12 members would be removed: .* the limit for all policies together is 2\./)],
  ],
  ['as many as the option allows is not a problem', 3, { removals: 3 }, []],
  [
    'more than the option allows is a problem',
    3,
    { removals: 2 },
    [expect.stringMatching(/; 2 are allowed\. If all of this is intended, pass --allow-removals 3\.$/)],
  ],
])('removing %s', async (_what, count, allow, problems) => {
  const leavers = [ED, EVE, at('eli.engineer')].slice(0, count);
  const made = await planFor((people) => people.filter(({ employeeEmail }) => !leavers.includes(employeeEmail)), { allow });
  expect(problemsOf(made)).toEqual(problems);
});

test('eleven removals are too many in any company', async () => {
  await using emulator = await createTestEmulator({ seed: 'faker:7:500' });
  const [policy] = await clientOf(emulator).listPolicies({ adminOnly: true });
  const people = (await peopleAsTheyAre(emulator, policy?.id ?? '')).filter(({ employeeEmail }) => employeeEmail !== policy?.owner);
  const isManager = new Set(people.map(({ managerEmail }) => managerEmail));
  const leaving = new Set(people.filter(({ employeeEmail }) => !isManager.has(employeeEmail)).slice(0, 11));
  const made = await plan(
    people.filter((person) => !leaving.has(person)),
    clientOf(emulator),
  );
  expect(made.problems.map(({ code }) => code)).toContain('too-many-removals');
});

test('drift reports whether all members are as wanted, and many removals are drift but not a problem', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const wanted = await wantedAsIs(emulator);
  expect(await drift(wanted, client)).toMatchObject({ isDrift: false });
  expect(await drift(wanted.slice(0, 3), client, { policies: [MAIN] })).toMatchObject({ isDrift: true, plan: { problems: [] } });
});
