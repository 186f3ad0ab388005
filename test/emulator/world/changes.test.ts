import { expect, test } from 'vitest';
import { parseSeed } from '../../../src/emulator/seeds/parse.js';
import { prepareSeed } from '../../../src/emulator/seeds/prepare.js';
import { describeChanges } from '../../../src/emulator/world/changes.js';
import type { Company, Transaction } from '../../../src/emulator/world/company.js';
import { editMember } from '../../../src/emulator/world/edit.js';
import type { Account } from '../../../src/emulator/world/entities/account.js';
import { memberKey } from '../../../src/emulator/world/entities/member.js';
import { accountByLogin, emailOf, ensureAccount, hasGranted } from '../../../src/emulator/world/people.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { World, type WorldWrite } from '../../../src/emulator/world/world.js';
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

function account(from: Company | Transaction, email: string): Account {
  const found = accountByLogin(from, email);
  if (found === undefined) throw new Error(`no ${email}`);
  return found;
}

/** A new account of which only the address is known. */
const bare = { secondaryLogins: [], firstName: '', lastName: '', isNameSetByHand: false };

test('a transaction without writes has no changes', () => {
  const made = company();
  expect(atOnce(describeChanges(made.begin()))).toStrictEqual({ changes: [], isMore: false });
});

test('lists changes by email address: a name, a new person, a membership, a removal', () => {
  const transaction = company().begin();
  transaction.accounts.put({ ...account(transaction, BOB), firstName: 'Bob' });
  const { accountID } = ensureAccount(transaction, 'new@x.example');
  transaction.members.put({ policyID: ID, accountID, role: 'user', submitsTo: account(transaction, ANN).accountID });
  transaction.members.remove(memberKey(ID, account(transaction, ANN).accountID));
  expect(atOnce(describeChanges(transaction))).toStrictEqual({
    changes: [
      {
        collection: 'accounts',
        key: BOB,
        before: { accountID: 2, email: BOB, ...bare },
        after: { accountID: 2, email: BOB, ...bare, firstName: 'Bob' },
      },
      { collection: 'accounts', key: 'new@x.example', after: { accountID, email: 'new@x.example', ...bare } },
      { collection: 'members', key: `${ID}/new@x.example`, after: { email: 'new@x.example', role: 'user', submitsTo: ANN } },
      { collection: 'members', key: `${ID}/${ANN}`, before: { email: ANN, role: 'user', submitsTo: BOB } },
    ],
    isMore: false,
  });
});

test('lists changes of every collection by readable keys: a domain, an admin, a grant, a policy', () => {
  const transaction = company().begin();
  const { accountID } = account(transaction, ANN);
  transaction.domains.put({ domain: 'new.example' });
  transaction.domainAdmins.put({ accountID });
  transaction.thirdPartyAccess.put({ grantor: 'y.example', granteeID: accountID });
  transaction.policies.remove(ID);
  expect(atOnce(describeChanges(transaction)).changes).toMatchObject([
    { collection: 'domains', key: 'new.example', after: 'new.example' },
    { collection: 'domainAdmins', key: ANN, after: ANN },
    { collection: 'policies', key: ID, before: { name: 'Sales', owner: BOB } },
    { collection: 'thirdPartyAccess', key: `y.example/${ANN}`, after: { grantor: 'y.example', grantee: ANN } },
  ]);
});

test.each([
  [100, 100, false],
  [101, 100, true],
])('of %i changes, lists %i and whether there were more: %j', (count, told, isMore) => {
  const transaction = company().begin();
  for (let index = 0; index < count; index++) ensureAccount(transaction, `p${index}@x.example`);
  const described = atOnce(describeChanges(transaction));
  expect(described.changes).toHaveLength(told);
  expect(described.isMore).toBe(isMore);
});

const edit = (...given: Parameters<typeof editMember>): void => void editMember(...given).commit();

test('changes a membership by hand, and creates accounts for people it names', () => {
  const made = company();
  edit(made, ID, 'New@X.example', { email: 'new@x.example', role: 'auditor', submitsTo: 'Boss@x.example', forwardsTo: '' });
  expect(saveCompany(made).policies[0]?.members.at(-1)).toStrictEqual({
    email: 'new@x.example',
    role: 'auditor',
    submitsTo: 'boss@x.example',
    forwardsTo: '',
  });
  expect(accountByLogin(made, 'boss@x.example')).toMatchObject(bare);
});

test('removes a membership by hand, by any login in any case', () => {
  const made = company();
  edit(made, ID, 'ANN@old.example', undefined);
  expect(saveCompany(made).policies[0]?.members.map(({ email }) => email)).toEqual([BOB]);
});

test.each<[string, string, Parameters<typeof editMember>[3], string]>([
  ['NONE', ANN, undefined, 'Small has no policy NONE.'],
  [ID, 'nobody@x.example', undefined, 'Small has no account nobody@x.example.'],
  [ID, BOB, undefined, 'bob@x.example owns Sales, and the owner of a policy is always an admin.'],
  [ID, BOB, { email: BOB, role: 'user' }, 'bob@x.example owns Sales, and the owner of a policy is always an admin.'],
])('on policy %s, the membership of %s cannot become %j: %s', (policyID, email, document, message) => {
  const made = company();
  const before = saveCompany(made);
  expect(() => editMember(made, policyID, email, document)).toThrow(expect.objectContaining({ name: 'WorldError', message }));
  expect(saveCompany(made)).toEqual(before);
});

test('the membership of an owner can be changed as long as they stay an admin', () => {
  const made = company();
  edit(made, ID, BOB, { email: BOB, role: 'admin', customField1: '7' });
  expect(saveCompany(made).policies[0]?.members.at(-1)).toStrictEqual({ email: BOB, role: 'admin', customField1: '7' });
});

test('access is granted to a person by an email address or its domain', () => {
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
      hasGranted(made, grantor, account(made, email)),
    );
  expect(granted(ANN)).toEqual(['one@y.example', 'any@z.example']);
  expect(granted(BOB)).toEqual(['any@x.example']);
});

test('an unknown account has no address', () => {
  expect(emailOf(company(), 999)).toBe('');
});

test('a new person has no names', () => {
  expect(ensureAccount(company().begin(), 'new@x.example')).toEqual({ accountID: 18558432, email: 'new@x.example', ...bare });
});

test('listeners of a world get the changes of every company until they stop', () => {
  const world = new World();
  const told: WorldWrite[] = [];
  const stop = world.onWrite((write) => told.push(write));
  world.load(prepareSeed(parseSeed(smallSeed(), 'test')).document);
  expect(told).toEqual([{}]);
  const [made] = world.companies.values();
  if (made === undefined) throw new Error('no company');
  const credential = { partnerUserID: 'aa_x', secretHash: 'abc', accountID: 1 };
  const transaction = made.begin();
  transaction.credentials.put(credential);
  const changes = world.commit(transaction);
  expect(changes).toEqual([{ collection: 'credentials', key: 'aa_x', before: undefined, after: credential }]);
  expect(told[1]).toEqual({ company: 'small', changes });
  expect(world.companyOfPair('aa_x')).toBe(made);
  stop();
  const removal = made.begin();
  removal.credentials.remove('aa_x');
  world.commit(removal);
  expect(world.companyOfPair('aa_x')).toBeUndefined();
  expect(told).toHaveLength(2);
});
