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

/** The plan for the main policy as it is, with something changed. */
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

/** Without the owner, whom no list needs to name. */
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

test('nothing to do is a plan without changes', async () => {
  expect(await planFor()).toMatchObject({ changes: [], problems: [], unchanged: 11, policies: [{ id: MAIN, members: 12 }] });
});

test('it reads with two requests, and changes nothing', async () => {
  await using emulator = await createTestEmulator();
  const before = emulator.snapshot().companies;
  const wanted = add()(await wantedAsIs(emulator));
  emulator.journal.clear();
  await plan(wanted, clientOf(emulator));
  expect(emulator.journal.entries().map(({ job }) => job)).toEqual(['get policyList', 'get policy']);
  expect(emulator.snapshot().companies).toEqual(before);
});

test('somebody new is added', async () => {
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

test('a limit comes with its approver', async () => {
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

test('a limit of 0 without an approver is none', async () => {
  expect((await planFor(edit(ED, { approvalLimit: '0', overLimitApprover: '' }))).changes).toEqual([]);
});

test('capitals in an address are no change', async () => {
  expect((await planFor(edit(ED, { employeeEmail: ED.toUpperCase(), managerEmail: 'Max.Manager@ACME.example' }))).changes).toEqual([]);
});

test('what the service does not show is sent along, is no change by itself, and is said', async () => {
  expect(await planFor(edit(ED, { firstName: 'Edward' }))).toMatchObject({ changes: [], notCompared: ['firstName'] });
  expect(await planFor(edit(ED, { firstName: 'Edward', role: 'admin' }))).toMatchObject({
    changes: [{ records: [{ firstName: 'Edward' }] }],
  });
});

test('a field no row holds is nobody’s business', async () => {
  expect((await planFor(edit(ED, { role: undefined }))).changes).toEqual([]);
});

test('whoever is in no row is removed', async () => {
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

test('so is whoever a row calls terminated, and one who is gone already is nothing to do', async () => {
  expect(await planFor(edit(ED, { isTerminated: 'true' }))).toMatchObject({ changes: [{ action: 'remove', email: ED }] });
  expect((await planFor(add({ isTerminated: 'true' }))).changes).toEqual([]);
});

test('a new address under a known employeeID is a change of address', async () => {
  expect(await planFor(edit(ED, { employeeEmail: at('ed.newname') }))).toMatchObject({
    changes: [{ action: 'email-change', from: ED, email: at('ed.newname'), fields: [] }],
  });
});

test('whoever leaves one policy for another moves', async () => {
  const { changes } = await planFor(edit(ED, { policyID: SECOND, managerEmail: OWNER }), { policies: [MAIN, SECOND] });
  expect(changes.filter(({ email }) => email === ED)).toMatchObject([
    { action: 'move', from: MAIN, to: SECOND, records: [{ policyID: SECOND }, { policyID: MAIN, isTerminated: true }] },
  ]);
});

test('a further policy is a further membership', async () => {
  const { changes } = await planFor(edit(ED, { additionalPolicyIDs: [SECOND], managerEmail: OWNER }), { policies: [MAIN, SECOND] });
  expect(changes).toContainEqual(expect.objectContaining({ action: 'add', policyID: SECOND, email: ED }));
});

test('approvers are on a policy where somebody reports to them, and so are theirs', async () => {
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

test('reports of a manager on leave are wanted where the service hands them', async () => {
  const { changes } = await planFor(edit(MAX, { workerStatus: 'On Leave' }));
  const moved = changes.filter(({ action }) => action === 'change');
  expect(moved).toHaveLength(3);
  for (const change of moved) expect(change).toMatchObject({ fields: [{ field: 'managerEmail', from: MAX, to: at('dana.director') }] });
});

test('two plans that do the same have one hash and two ids, others have others', async () => {
  const [one, two, other] = [await planFor(add()), await planFor(add()), await planFor(drop(ED))];
  expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(two).toEqual({ ...one, id: two.id });
  expect(two.id).not.toBe(one.id);
  expect(other.hash).not.toBe(one.hash);
});

test('one person on two policies shares an employeeID with nobody', async () => {
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

test('an unknown policy is told with the row that names it first', async () => {
  const unknown = { policyID: 'FFFFFFFFFFFFFFFF' };
  const { problems } = await planFor((people) => [
    ...people.slice(0, 2),
    { ...people[2], ...unknown },
    ...people.slice(3),
    { ...people[3], ...unknown },
  ]);
  expect(problems.filter(({ code }) => code === 'unknown-policy')).toMatchObject([
    { message: expect.stringContaining("'FFFFFFFFFFFFFFFF' is none the account can see"), at: { file: 'employees[2]' } },
  ]);
});

test.each<[string, (people: Person[]) => object[], RegExp]>([
  [
    'a bad address',
    add({ employeeEmail: 'no one@x.com' }),
    /^employees\[11\]: no one@x\.com: Invalid employee email address 'no one@x\.com'\.$/,
  ],
  [
    'a manager who is nowhere',
    add({ managerEmail: 'who@x.com' }),
    /who@x\.com, the manager of new@acme\.example, is in no row and on no policy\.$/,
  ],
  [
    'a manager who is to go',
    drop(MIA),
    /mia\.manager@acme\.example, the manager of .*, is on 'Acme Headquarters', but in no row, and would be removed\.$/,
  ],
  [
    'a policy nobody knows',
    add({ policyID: 'FFFFFFFFFFFFFFFF' }),
    /The policy 'F+' is none the account can see; it administers A1B2C3D4E5F60001 \(Acme Headquarters\)/,
  ],
  ['a policy of others', add({ policyID: FOREIGN }), /\('Board Travel'\) is not administered by the account/],
  [
    'approval in a circle',
    (people) => edit(at('dana.director'), { managerEmail: MAX })(people),
    /Approval goes in a circle: dana\.director@acme\.example → max\.manager@acme\.example → dana\.director@acme\.example\.$/,
  ],
])('%s is a problem', async (_what, change, said) => {
  expect(problemsOf(await planFor(change))).toContainEqual(expect.stringMatching(said));
});

test('a policy that is not to be managed is a problem', async () => {
  expect(problemsOf(await planFor(add({ policyID: SECOND }), { policies: [MAIN] }))).toEqual([
    expect.stringMatching(/Policy '.*' is not managed\. To manage it, pass --policy/),
  ]);
});

test('with one policy to manage no row needs to name it', async () => {
  const { changes, problems } = await planFor((people) => people.map(({ policyID: _none, ...person }) => person), { policies: [MAIN] });
  expect({ changes, problems }).toEqual({ changes: [], problems: [] });
});

test('a list of nobody wants nobody on the policies to manage', async () => {
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(1)] });
  expect((await plan([], service, { policies: ['A'] })).changes).toMatchObject([{ action: 'remove', email: 'p1@x.com' }]);
});

test('rows without a field that every record needs are refused at once', async () => {
  const rows = rowsOf(peopleOf(1), 'A').map(({ policyID: _none, ...row }) => row);
  const service = serviceOf({ id: 'A', members: [owner] }, { id: 'B', members: [owner] });
  for (const options of [{}, { policies: ['A', 'B'] }]) {
    const failure = await plan(rows, service, options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MappingError);
    expect(failure).toMatchObject({ message: expect.stringContaining('nothing says where policyID comes from; employees has') });
  }
});

test('a mapping file is taken as well as a mapping', async () => {
  const service = serviceOf({ id: 'A', members: [owner, ...peopleOf(1)] });
  const fields = 'employeeEmail: mail\n  employeeID: staff\n  managerEmail: boss\n  policyID: { constant: A }';
  const mapping = readMapping(fileOf('map.yaml', `fields:\n  ${fields}\n`));
  const made = await plan([{ mail: 'p1@x.com', staff: 'P1', boss: 'boss@x.com' }], service, { mapping });
  expect(made).toMatchObject({ changes: [], problems: [], unchanged: 1 });
  const wrong = plan([{ mail: 'p1@x.com', staff: 'P1' }], service, { mapping });
  await expect(wrong).rejects.toThrow("managerEmail is taken from 'boss', which is nowhere in employees");
});

test.each([
  ['a fifth of the members', 2, {}, []],
  ['more than a fifth', 3, {}, [expect.stringMatching(/^3 of 12 members would be removed: .* the limit for all policies together is 2\./)]],
  ['as many as are allowed', 3, { removals: 3 }, []],
  [
    'more than are allowed',
    3,
    { removals: 2 },
    [expect.stringMatching(/; 2 are allowed\. If all of this is intended, pass --allow-removals 3\.$/)],
  ],
])('to remove %s', async (_what, count, allow, problems) => {
  const leavers = [ED, EVE, at('eli.engineer')].slice(0, count);
  const made = await planFor((people) => people.filter(({ employeeEmail }) => !leavers.includes(employeeEmail)), { allow });
  expect(problemsOf(made)).toEqual(problems);
});

test('eleven removals are many in any company', async () => {
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

test('drift says whether all is as wanted; many removals are drift and no problem', async () => {
  await using emulator = await createTestEmulator();
  const client = clientOf(emulator);
  const wanted = await wantedAsIs(emulator);
  expect(await drift(wanted, client)).toMatchObject({ isDrift: false });
  expect(await drift(wanted.slice(0, 3), client, { policies: [MAIN] })).toMatchObject({ isDrift: true, plan: { problems: [] } });
});
