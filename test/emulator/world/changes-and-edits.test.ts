import { expect, test } from 'vitest';
import { parseSeed } from '../../../src/emulator/seeds/parse.js';
import { prepareSeed } from '../../../src/emulator/seeds/prepare.js';
import { describeChanges } from '../../../src/emulator/world/changes.js';
import type { Company } from '../../../src/emulator/world/company.js';
import { Draft } from '../../../src/emulator/world/draft.js';
import { editMember } from '../../../src/emulator/world/edit.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import type { Account } from '../../../src/emulator/world/types.js';
import { World } from '../../../src/emulator/world/world.js';
import { atOnce } from '../../../src/runtime/slices.js';
import { smallCompany, smallSeed } from '../../support/worlds.js';

const ID = 'A1B2C3D4E5F60001';
const ANN = 'ann@x.example';
const BOB = 'bob@x.example';

const company = (): Company =>
  smallCompany({
    accounts: [
      { email: ANN, accountID: 1, employeeID: 'A', secondaryLogins: ['ann@old.example'] },
      { email: BOB, accountID: 2 },
    ],
    policies: [{ id: ID, name: 'Sales', owner: BOB, members: [{ email: ANN, submitsTo: BOB }] }],
  });

function account(from: Draft | Company, email: string): Account {
  const found = from.accountByLogin(email);
  if (found === undefined) throw new Error(`no ${email}`);
  return found;
}

/** What an account looks like that nobody has described. */
const bare = { secondaryLogins: [], firstName: '', lastName: '', isNameSetByHand: false };

test('a draft that writes nothing changes nothing', () => {
  const made = company();
  expect(atOnce(describeChanges(made, new Draft(made)))).toStrictEqual({ changes: [], isMore: false });
});

test('what a draft changes is told by address: a name, a new person, a place on a policy, one that is gone', () => {
  const made = company();
  const draft = new Draft(made);
  draft.putAccount({ ...account(draft, BOB), firstName: 'Bob' });
  const { accountID } = draft.ensureAccount('new@x.example');
  draft.putMember(ID, { accountID, role: 'user', submitsTo: account(draft, ANN).accountID });
  draft.removeMember(ID, account(draft, ANN).accountID);
  expect(atOnce(describeChanges(made, draft))).toStrictEqual({
    changes: [
      {
        kind: 'account',
        email: BOB,
        before: { accountID: 2, email: BOB, ...bare },
        after: { accountID: 2, email: BOB, ...bare, firstName: 'Bob' },
      },
      { kind: 'account', email: 'new@x.example', after: { accountID, email: 'new@x.example', ...bare } },
      { kind: 'member', email: 'new@x.example', policyID: ID, after: { email: 'new@x.example', role: 'user', submitsTo: ANN } },
      { kind: 'member', email: ANN, policyID: ID, before: { email: ANN, role: 'user', submitsTo: BOB } },
    ],
    isMore: false,
  });
});

test('what is written as it was is no change', () => {
  const made = company();
  const draft = new Draft(made);
  draft.putAccount({ ...account(draft, BOB) });
  expect(atOnce(describeChanges(made, draft)).changes).toEqual([]);
});

test.each([
  [100, 100, false],
  [101, 100, true],
])('of %i changes %i are told, and whether there are more: %j', (count, told, isMore) => {
  const made = company();
  const draft = new Draft(made);
  for (let index = 0; index < count; index++) draft.ensureAccount(`p${index}@x.example`);
  const described = atOnce(describeChanges(made, draft));
  expect(described.changes).toHaveLength(told);
  expect(described.isMore).toBe(isMore);
});

test('a place on a policy is changed by hand, and whoever it names gets an account', () => {
  const made = company();
  editMember(made, ID, 'New@X.example', { email: 'new@x.example', role: 'auditor', submitsTo: 'Boss@x.example', forwardsTo: '' });
  expect(saveCompany(made).policies[0]?.members.at(-1)).toStrictEqual({
    email: 'new@x.example',
    role: 'auditor',
    submitsTo: 'boss@x.example',
    forwardsTo: '',
  });
  expect(made.accountByLogin('boss@x.example')).toMatchObject(bare);
});

test('a place on a policy is taken away by hand, by any login in any case', () => {
  const made = company();
  editMember(made, ID, 'ANN@old.example', undefined);
  expect(saveCompany(made).policies[0]?.members.map(({ email }) => email)).toEqual([BOB]);
});

test.each<[string, string, Parameters<typeof editMember>[3], string]>([
  ['NONE', ANN, undefined, 'Small has no policy NONE.'],
  [ID, 'nobody@x.example', undefined, 'Small has no account nobody@x.example.'],
  [ID, BOB, undefined, 'bob@x.example owns Sales, and its owner is always an admin of it.'],
  [ID, BOB, { email: BOB, role: 'user' }, 'bob@x.example owns Sales, and its owner is always an admin of it.'],
])('of policy %s the place of %s cannot become %j: %s', (policyID, email, document, message) => {
  const made = company();
  const before = saveCompany(made);
  expect(() => editMember(made, policyID, email, document)).toThrow(expect.objectContaining({ name: 'WorldError', message }));
  expect(saveCompany(made)).toEqual(before);
});

test("an owner's place may be changed while they stay an admin", () => {
  const made = company();
  editMember(made, ID, BOB, { email: BOB, role: 'admin', customField1: '7' });
  expect(saveCompany(made).policies[0]?.members.at(-1)).toStrictEqual({ email: BOB, role: 'admin', customField1: '7' });
});

test('logins and employee ids that an account gives up are free, and lead to nobody', () => {
  const made = company();
  made.putAccount({ ...account(made, ANN), email: 'ann@new.example', secondaryLogins: [], employeeID: 'A2' });
  expect(['ann@new.example', ANN, 'ann@old.example'].map((login) => made.accountByLogin(login)?.accountID)).toEqual([
    1,
    undefined,
    undefined,
  ]);
  expect(['A2', 'A'].map((id) => made.accountByEmployeeID(id)?.accountID)).toEqual([1, undefined]);
});

test('access is granted to one person, by an address or its domain', () => {
  const made = smallCompany({
    accounts: [{ email: ANN }, { email: BOB }],
    thirdPartyAccess: [
      { grantor: 'one@y.example', grantee: ANN },
      { grantor: 'z.example', grantee: ANN },
      { grantor: 'x.example', grantee: BOB },
    ],
  });
  const granted = (email: string): string[] =>
    ['one@y.example', 'two@y.example', 'any@z.example', 'any@x.example'].filter((grantor) =>
      made.hasGranted(grantor, account(made, email)),
    );
  expect(granted(ANN)).toEqual(['one@y.example', 'any@z.example']);
  expect(granted(BOB)).toEqual(['any@x.example']);
});

test('an account nobody knows has no address, in a company and in a draft', () => {
  const made = company();
  expect(made.emailOf(999)).toBe('');
  expect(new Draft(made).emailOf(999)).toBe('');
});

test('a new person of a draft has no names', () => {
  expect(new Draft(company()).ensureAccount('new@x.example')).toEqual({ accountID: 18558432, email: 'new@x.example', ...bare });
});

test('an account that is asked for by a login it has just given up is the one of the draft', () => {
  const draft = new Draft(company());
  draft.putAccount({ ...account(draft, ANN), secondaryLogins: [], firstName: 'Ann' });
  expect(draft.ensureAccount('ann@old.example')).toMatchObject({ accountID: 1, firstName: 'Ann' });
});

test('a draft of a policy that nobody wrote to leaves its members as they are', () => {
  const made = company();
  const policy = made.policies.get(ID);
  expect(policy && [...new Draft(made).members(policy)].map(({ accountID }) => accountID)).toEqual([1, 2]);
});

test('whoever listens to a world is told of each change until they stop', () => {
  const world = new World();
  let told = 0;
  const stop = world.onChange(() => {
    told++;
  });
  world.load(prepareSeed(parseSeed(smallSeed(), 'test')).document);
  expect(told).toBe(1);
  const [made] = world.companies.values();
  if (made === undefined) throw new Error('no company');
  world.addCredential(made, { partnerUserID: 'aa_x', secretHash: 'abc', accountID: 1 });
  expect(told).toBe(2);
  expect(world.companyOfPair('aa_x')).toBe(made);
  stop();
  world.changed();
  expect(told).toBe(2);
});
