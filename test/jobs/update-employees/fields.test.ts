import { expect, test } from 'vitest';
import { createTestEmulator, updateEmployees } from '../../support/emulator.js';
import { accountOf, at, ED, ed, feedAdvisories, MAIN, MAX, MIA, memberOf, newcomer, OWNER, SECOND } from '../../support/people.js';

test('a new employee is returned with the recorded keys in order', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer()]);
  expect(Object.keys(answer)).toEqual([
    'policyIDToEmployeesMap',
    'requestID',
    'diff',
    'securityGroupEmployeesMap',
    'policyIDToEmailsToRemoveMap',
    'updatedEmployeesCount',
    'responseCode',
  ]);
  expect(answer).toEqual({
    policyIDToEmployeesMap: { [MAIN]: [{ customField1: 'E500', admin: false, submitsTo: MAX, email: at('new') }] },
    requestID: expect.stringMatching(/^[A-Za-z0-9]{6}$/),
    diff: { diffToAdd: { [MAIN]: [at('new')] } },
    securityGroupEmployeesMap: {},
    policyIDToEmailsToRemoveMap: {},
    updatedEmployeesCount: 1,
    responseCode: 200,
  });
});

test('a changed member is counted and not in diffToAdd', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ customField2: 'x' })]);
  expect(answer).toMatchObject({ diff: { diffToAdd: {} }, updatedEmployeesCount: 1 });
});

test.each<readonly [string, Record<string, unknown>, Record<string, unknown>]>([
  ['managerEmail', { managerEmail: MIA }, { submitsTo: MIA }],
  ['managerEmail in capitals', { managerEmail: MIA.toUpperCase() }, { submitsTo: MIA }],
  ['customField1', { customField1: 'one' }, { customField1: 'one' }],
  ['no customField1', {}, { customField1: 'E111' }],
  ['customField2', { customField2: 'two' }, { customField2: 'two' }],
  ['approvesTo', { approvesTo: MIA }, { forwardsTo: MIA }],
  ['approvesTo ""', { approvesTo: '' }, { forwardsTo: '' }],
  ['approvalLimit', { approvalLimit: 500, overLimitApprover: MIA }, { approvalLimit: 500, overLimitForwardsTo: MIA }],
  ['approvalLimit as text', { approvalLimit: '500', limitApprover: MIA }, { approvalLimit: 500, overLimitForwardsTo: MIA }],
  ['overLimitApprover alone', { overLimitApprover: MIA }, { overLimitForwardsTo: MIA }],
  ['approvalLimit 0 with an approver', { approvalLimit: 0, overLimitApprover: MIA }, { approvalLimit: 0, overLimitForwardsTo: MIA }],
  ['role auditor', { role: 'auditor' }, { role: 'auditor' }],
  ['role admin', { role: 'admin' }, { role: 'admin' }],
  ['role ""', { role: '' }, { role: 'user' }],
])('%s is stored on the member', async (_field, changes, expected) => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed(changes)]);
  expect(await memberOf(emulator, ED)).toMatchObject(expected);
});

test.each<readonly [string, Record<string, unknown>]>([
  ['absent fields', {}],
  [
    'null fields',
    {
      role: null,
      approvalLimit: null,
      overLimitApprover: null,
      approvesTo: null,
      customField2: null,
      defaultTags: null,
      workerStatus: null,
    },
  ],
])('%s keep the previous values', async (_what, changes) => {
  await using emulator = await createTestEmulator();
  const full = { role: 'auditor', approvalLimit: 500, overLimitApprover: MIA, approvesTo: MIA, customField2: 'two', defaultTags: ['t'] };
  await updateEmployees(emulator, [ed(full)]);
  const before = emulator.snapshot().companies;
  await updateEmployees(emulator, [ed(changes)]);
  expect(emulator.snapshot().companies).toEqual(before);
});

test('approvalLimit 0 with overLimitApprover "" clears both', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed({ approvalLimit: 500, overLimitApprover: MIA })]);
  await updateEmployees(emulator, [ed({ approvalLimit: 0, overLimitApprover: '' })]);
  const member = await memberOf(emulator, ED);
  expect(member).not.toHaveProperty('approvalLimit');
  expect(member).not.toHaveProperty('overLimitForwardsTo');
});

test('names are set on the person', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer({ firstName: 'Nora', lastName: 'New' }), ed({ firstName: 'Edward' })]);
  expect(accountOf(emulator, at('new'))).toMatchObject({ firstName: 'Nora', lastName: 'New' });
  expect(accountOf(emulator, ED)).toMatchObject({ firstName: 'Edward', lastName: 'Engineer' });
});

test('a name set by hand is kept, with an advisory', async () => {
  await using emulator = await createTestEmulator();
  const sue = { employeeEmail: at('sue.seller'), managerEmail: MIA, employeeID: 'E122', policyID: MAIN };
  await updateEmployees(emulator, [{ ...sue, firstName: 'Sue', lastName: 'Other' }]);
  expect(accountOf(emulator, at('sue.seller'))).toMatchObject({ firstName: 'Susan', lastName: 'Seller' });
  expect(feedAdvisories(emulator)).toContain('name-set-by-hand');
  await updateEmployees(emulator, [{ ...sue, firstName: 'Susan' }]);
  expect(feedAdvisories(emulator)).not.toContain('name-set-by-hand');
});

test.each<readonly [unknown, unknown]>([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [[], []],
])('defaultTags %j are stored', async (defaultTags, expected) => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed({ defaultTags })]);
  const [policy] = emulator.snapshot().companies[0]?.policies ?? [];
  expect(policy?.members.find(({ email }) => email === ED)?.defaultTags).toEqual(expected);
});

test.each(['a', { a: 1 }, 5, [5]])('defaultTags %j are ignored, with an advisory', async (defaultTags) => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ defaultTags })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1 });
  expect(JSON.stringify(emulator.snapshot())).not.toContain('defaultTags');
  expect(feedAdvisories(emulator)).toContain('default-tags-not-a-list');
});

test('additionalPolicyIDs add the person to each policy with the same fields', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [ed({ additionalPolicyIDs: [SECOND, SECOND, MAIN], customField2: 'two' })]);
  expect(answer).toMatchObject({ updatedEmployeesCount: 1, diff: { diffToAdd: { [SECOND]: expect.arrayContaining([ED]) } } });
  expect(await memberOf(emulator, ED, SECOND)).toMatchObject({ submitsTo: MAX, customField1: 'E111', customField2: 'two' });
});

test.each(['A1B2C3D4E5F60002', { id: SECOND }])('additionalPolicyIDs %j are ignored, with an advisory', async (additionalPolicyIDs) => {
  await using emulator = await createTestEmulator();
  expect(await updateEmployees(emulator, [ed({ additionalPolicyIDs })])).toMatchObject({ updatedEmployeesCount: 1 });
  expect(await memberOf(emulator, ED, SECOND)).toBeUndefined();
  expect(feedAdvisories(emulator)).toContain('additional-policies-not-a-list');
});

test('shouldRemoveFromUnassignedPolicies removes the person from policies that the record does not name', async () => {
  await using emulator = await createTestEmulator();
  const sam = { employeeEmail: at('sam.seller'), managerEmail: MIA, employeeID: 'E121', policyID: MAIN };
  const answer = await updateEmployees(emulator, [{ ...sam, shouldRemoveFromUnassignedPolicies: true }]);
  expect(answer.diff.diffToRemove).toEqual({ [SECOND]: [at('sam.seller')] });
  expect(answer.policyIDToEmailsToRemoveMap).toEqual(answer.diff.diffToRemove);
  expect(await memberOf(emulator, at('sam.seller'), SECOND)).toBeUndefined();
  expect(await memberOf(emulator, at('sam.seller'))).toBeDefined();
});

test('shouldRemoveFromUnassignedPolicies keeps additional policies, and policies of other accounts', async () => {
  await using emulator = await createTestEmulator();
  const sam = { employeeEmail: at('sam.seller'), managerEmail: MIA, employeeID: 'E121', policyID: MAIN };
  await updateEmployees(emulator, [{ ...sam, additionalPolicyIDs: [SECOND], shouldRemoveFromUnassignedPolicies: true }]);
  expect(await memberOf(emulator, at('sam.seller'), SECOND)).toBeDefined();
  const dana = { employeeEmail: at('dana.director'), managerEmail: OWNER, employeeID: 'E100', policyID: MAIN };
  const answer = await updateEmployees(emulator, [{ ...dana, shouldRemoveFromUnassignedPolicies: true }]);
  expect(answer.diff).not.toHaveProperty('diffToRemove');
});

test.each([
  ['before', 0],
  ['after', 1],
])('shouldRemoveFromUnassignedPolicies keeps a person whom a record %s names as manager on the policy', async (_when, place) => {
  await using emulator = await createTestEmulator();
  const mia = { employeeEmail: MIA, managerEmail: at('dana.director'), employeeID: 'E120', policyID: MAIN };
  const feed: object[] = [{ ...mia, shouldRemoveFromUnassignedPolicies: true }];
  feed.splice(place, 0, newcomer({ policyID: SECOND, managerEmail: MIA }));
  const answer = await updateEmployees(emulator, feed);
  expect(answer.diff).toEqual({ diffToAdd: { [SECOND]: [at('new')] } });
  expect(await memberOf(emulator, MIA, SECOND)).toMatchObject({ submitsTo: OWNER, customField1: 'E120' });
});

test.each<readonly [string, Record<string, unknown>]>([
  ['of a policy elsewhere', { managerEmail: MIA, policyID: MAIN }],
  ['whom a skipped record names', { managerEmail: MIA, policyID: SECOND, role: 'boss' }],
])('shouldRemoveFromUnassignedPolicies does not keep a manager %s', async (_what, changes) => {
  await using emulator = await createTestEmulator();
  const mia = { employeeEmail: MIA, managerEmail: at('dana.director'), employeeID: 'E120', policyID: MAIN };
  const answer = await updateEmployees(emulator, [{ ...mia, shouldRemoveFromUnassignedPolicies: true }, newcomer(changes)]);
  expect(answer.diff.diffToRemove).toEqual({ [SECOND]: [MIA] });
});

test('being one’s own manager on a policy does not count as assigned', async () => {
  await using emulator = await createTestEmulator();
  const sam = { employeeEmail: at('sam.seller'), managerEmail: at('sam.seller'), employeeID: 'E121', policyID: MAIN };
  const answer = await updateEmployees(emulator, [{ ...sam, shouldRemoveFromUnassignedPolicies: true }]);
  expect(answer.diff.diffToRemove).toEqual({ [SECOND]: [at('sam.seller')] });
});

test('a terminated person with shouldRemoveFromUnassignedPolicies stays on policies where the feed names them as manager', async () => {
  await using emulator = await createTestEmulator();
  const mia = { employeeEmail: MIA, policyID: MAIN, isTerminated: true, shouldRemoveFromUnassignedPolicies: true };
  const answer = await updateEmployees(emulator, [mia, newcomer({ policyID: SECOND, managerEmail: MIA })]);
  expect(answer.diff.diffToRemove).toEqual({ [MAIN]: [MIA] });
  expect(await memberOf(emulator, MIA, SECOND)).toBeDefined();
});

test('records for different policies of a person are not duplicates, but two for one policy are', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [ed(), ed({ policyID: SECOND })]);
  expect(feedAdvisories(emulator)).not.toContain('duplicate-record');
  await updateEmployees(emulator, [ed({ additionalPolicyIDs: [SECOND] }), ed({ policyID: SECOND })]);
  expect(feedAdvisories(emulator)).toContain('duplicate-record');
});

test.each(['dana', 'dana@acme.example ', 5, ['dana@acme.example']])(
  'approvesTo %j is ignored, and the rest of the record is applied, with an advisory',
  async (approvesTo) => {
    await using emulator = await createTestEmulator();
    const answer = await updateEmployees(emulator, [
      { employeeEmail: MIA, managerEmail: OWNER, employeeID: 'E120', policyID: MAIN, approvesTo },
    ]);
    expect(answer).not.toHaveProperty('skippedEmployees');
    expect(await memberOf(emulator, MIA)).toMatchObject({ submitsTo: OWNER, forwardsTo: at('dana.director') });
    expect(feedAdvisories(emulator)).toEqual(['approves-to-ignored']);
  },
);

test('shouldRemoveFromUnassignedPolicies never removes an owner', async () => {
  await using emulator = await createTestEmulator();
  const self = { employeeEmail: OWNER, managerEmail: OWNER, employeeID: 'E1', policyID: MAIN, shouldRemoveFromUnassignedPolicies: true };
  await updateEmployees(emulator, [self]);
  expect(await memberOf(emulator, OWNER, SECOND)).toMatchObject({ role: 'admin' });
});

test('domain groups apply if every record has one', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer({ domainGroupID: 1003 }), ed({ domainGroupID: '1002' })]);
  expect(answer.securityGroupEmployeesMap).toEqual({ '1002': [ED], '1003': [at('new')] });
  expect(accountOf(emulator, ED)).toMatchObject({ domainGroupID: '1002' });
});

test.each([undefined, '', null])('domain groups do not apply if one record has %j', async (domainGroupID) => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer({ domainGroupID: 'nowhere' }), ed({ domainGroupID })]);
  expect(answer).toMatchObject({ securityGroupEmployeesMap: {}, updatedEmployeesCount: 2 });
  expect(accountOf(emulator, at('new'))).not.toHaveProperty('domainGroupID');
  expect(feedAdvisories(emulator)).toContain('domain-group-ignored');
});

test('an unknown domain group skips its record only', async () => {
  await using emulator = await createTestEmulator();
  const answer = await updateEmployees(emulator, [newcomer({ domainGroupID: 'nowhere' }), ed({ domainGroupID: '1002' })]);
  expect(answer).toMatchObject({
    skippedEmployees: [{ email: at('new'), reason: "No domain group found for 'nowhere'" }],
    securityGroupEmployeesMap: { '1002': [ED] },
  });
});

const primary = (emulator: Parameters<typeof accountOf>[0], email: string): unknown => accountOf(emulator, email)?.primaryPolicyID;

test.each([
  [undefined, undefined, MAIN, MAIN],
  ['none', undefined, MAIN, MAIN],
  ['new_employees', SECOND, SECOND, MAIN],
  ['all_employees', SECOND, SECOND, SECOND],
])(
  'setEmployeePrimaryPolicy %j: a new employee gets %j, one new to the policy %j, a member of it %j',
  async (setEmployeePrimaryPolicy, ...expected) => {
    await using emulator = await createTestEmulator();
    const sam = { employeeEmail: at('sam.seller'), managerEmail: MIA, employeeID: 'E121', policyID: SECOND };
    await updateEmployees(emulator, [newcomer({ policyID: SECOND }), ed({ policyID: SECOND }), sam], { setEmployeePrimaryPolicy });
    expect([at('new'), ED, at('sam.seller')].map((email) => primary(emulator, email))).toEqual(expected);
  },
);

test('policy owners are never demoted', async () => {
  await using emulator = await createTestEmulator();
  const pair = emulator.directory.createCredential(OWNER);
  await updateEmployees(emulator, [{ employeeEmail: OWNER, managerEmail: OWNER, employeeID: 'E1', policyID: MAIN, role: 'user' }], {
    credentials: pair,
  });
  expect(await memberOf(emulator, OWNER)).toMatchObject({ role: 'admin' });
  expect(feedAdvisories(emulator)).not.toContain('unknown-key');
  expect(emulator.advisories().map(({ code }) => code)).toContain('role-guarded');
});

test('the acting account is never demoted, but another admin is', async () => {
  await using emulator = await createTestEmulator({ seed: twoAdmins() });
  const role = async (email: string): Promise<unknown> => (await memberOf(emulator, email, TWO))?.role;
  const record = { managerEmail: 'owner@two.example', policyID: TWO, role: 'user' };
  await updateEmployees(emulator, [
    { ...record, employeeEmail: 'caller@two.example', employeeID: '1' },
    { ...record, employeeEmail: 'other@two.example', employeeID: '2' },
  ]);
  expect([await role('caller@two.example'), await role('other@two.example')]).toEqual(['admin', 'user']);
});

test('terminating and adding the acting account in one feed does not demote it', async () => {
  await using emulator = await createTestEmulator({ seed: twoAdmins() });
  const self = { employeeEmail: 'caller@two.example', employeeID: '1', managerEmail: 'owner@two.example', policyID: TWO };
  await updateEmployees(emulator, [
    { ...self, isTerminated: true },
    { ...self, role: 'user' },
  ]);
  expect(await memberOf(emulator, 'caller@two.example', TWO)).toMatchObject({ role: 'admin' });
});

const TWO = 'ABCDEF0123456789';

/** A policy of another owner with the caller and another account as admins. */
function twoAdmins() {
  return {
    companies: [
      {
        name: 'Two',
        domains: ['two.example'],
        domainAdmins: ['caller@two.example'],
        policies: [
          {
            id: TWO,
            name: 'P',
            owner: 'owner@two.example',
            members: [
              { email: 'caller@two.example', role: 'admin' as const },
              { email: 'other@two.example', role: 'admin' as const },
            ],
          },
        ],
      },
    ],
  };
}

test('an unknown key of a record is reported once, with a suggestion', async () => {
  await using emulator = await createTestEmulator();
  await updateEmployees(emulator, [newcomer({ employeMail: 'x' }), ed({ employeMail: 'x' })]);
  expect(emulator.advisories().filter(({ code }) => code === 'unknown-key')).toMatchObject([
    { message: expect.stringContaining('Employees[].employeMail (did you mean employeeEmail?)') },
  ]);
});
