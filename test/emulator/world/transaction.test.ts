import { expect, test } from 'vitest';
import type { Company, Transaction } from '../../../src/emulator/world/company.js';
import type { Account } from '../../../src/emulator/world/entities/account.js';
import { memberKey } from '../../../src/emulator/world/entities/member.js';
import { accountByLogin, emailOf, ensureAccount, memberOf } from '../../../src/emulator/world/people.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { smallCompany } from '../../support/worlds.js';

const ID = 'A1B2C3D4E5F60001';
const A = 'a@x.example';
const B = 'b@x.example';

const company = (): Company =>
  smallCompany({
    accounts: [
      { email: A, employeeID: 'A' },
      { email: B, employeeID: 'B', secondaryLogins: ['b@old.example'] },
    ],
    policies: [{ id: ID, name: 'P', members: [{ email: A }, { email: B }] }],
  });

function account(rows: Company | Transaction, email: string): Account {
  const found = accountByLogin(rows, email);
  if (found === undefined) throw new Error(`no ${email}`);
  return found;
}

const holderOf = (rows: Company | Transaction, employeeID: string) => rows.accounts.find('employeeID', employeeID)?.email;

test('a transaction sees its own writes, and the company sees them after the commit', () => {
  const made = company();
  const before = saveCompany(made);
  const transaction = made.begin();
  const a = account(transaction, A);
  transaction.accounts.put({ ...a, firstName: 'Ann', employeeID: 'A2' });
  transaction.members.put({ policyID: ID, accountID: ensureAccount(transaction, 'new@x.example').accountID, role: 'user' });
  transaction.members.remove(memberKey(ID, a.accountID));
  expect(account(transaction, A).firstName).toBe('Ann');
  expect(['A2', 'A'].map((id) => holderOf(transaction, id))).toEqual([A, undefined]);
  expect(memberOf(transaction, ID, a.accountID)).toBeUndefined();
  expect(saveCompany(made)).toEqual(before);
  transaction.commit();
  expect(['A2', 'A'].map((id) => holderOf(made, id))).toEqual([A, undefined]);
  expect(Array.from(made.members.list('policyID', ID), ({ accountID }) => emailOf(made, accountID))).toEqual([
    B,
    'admin@small.example',
    'new@x.example',
  ]);
});

test('creates one account for an address, however often it is requested', () => {
  const transaction = company().begin();
  expect(ensureAccount(transaction, 'new@x.example')).toBe(ensureAccount(transaction, 'new@x.example'));
  expect(ensureAccount(transaction, 'new@x.example').accountID).not.toBe(ensureAccount(transaction, 'other@x.example').accountID);
});

test('lists members as after the commit: existing ones in their place, new ones last', () => {
  const made = company();
  const transaction = made.begin();
  transaction.members.remove(memberKey(ID, account(transaction, A).accountID));
  transaction.members.put({ policyID: ID, accountID: account(transaction, B).accountID, role: 'auditor' });
  transaction.members.put({ policyID: ID, accountID: ensureAccount(transaction, 'c@x.example').accountID, role: 'user' });
  const listed = [...transaction.members.list('policyID', ID)];
  expect(listed.map(({ role }) => role)).toEqual(['auditor', 'admin', 'user']);
  expect(transaction.members.size).toBe(3);
  transaction.commit();
  expect([...made.members.list('policyID', ID)]).toEqual(listed);
  expect([...made.members.values()]).toEqual(listed);
});

test('lists a member who moves to another policy there and no longer here', () => {
  const made = smallCompany({
    policies: [
      { id: ID, name: 'P' },
      { id: 'A1B2C3D4E5F60002', name: 'Q' },
    ],
  });
  const transaction = made.begin();
  const key = [...made.members.list('policyID', ID)][0];
  if (key === undefined) throw new Error('no member');
  transaction.members.remove(memberKey(ID, key.accountID));
  transaction.members.put({ ...key, accountID: 5, policyID: ID });
  transaction.members.remove(memberKey(ID, 5));
  expect([...transaction.members.list('policyID', ID)]).toEqual([]);
  transaction.commit();
  expect([...made.members.list('policyID', ID)]).toEqual([]);
});

test('an employee id that is passed on ends with the other person, whichever is written first', () => {
  for (const first of [A, B]) {
    const made = company();
    const transaction = made.begin();
    // The first write of a row decides its position in the commit.
    transaction.accounts.put({ ...account(transaction, first) });
    transaction.accounts.put({ ...account(transaction, A), employeeID: 'A2' });
    transaction.accounts.put({ ...account(transaction, B), employeeID: 'A' });
    transaction.commit();
    expect(['A', 'A2', 'B'].map((id) => holderOf(made, id))).toEqual([B, A, undefined]);
  }
});

test.each([
  ['employee id', { employeeID: 'B' }, 'two accounts share the employeeID B'],
  ['login', { email: B }, `two accounts share the login ${B}`],
  ['secondary login', { secondaryLogins: ['b@old.example'] }, 'two accounts share the login b@old.example'],
])('refuses the %s of another person, and writes nothing', (_what, changes, message) => {
  const transaction = company().begin();
  expect(() => transaction.accounts.put({ ...account(transaction, A), ...changes })).toThrow(
    expect.objectContaining({ name: 'ConflictError', message }),
  );
  expect([...transaction.changes()]).toEqual([]);
  expect(account(transaction, B).employeeID).toBe('B');
});

test('changes include what was written after they were read, collection by collection', () => {
  const transaction = company().begin();
  const { accountID } = account(transaction, A);
  const changed = () => [...transaction.changes()].map(({ collection, key }) => [collection, key]);
  transaction.members.put({ policyID: ID, accountID, role: 'auditor' });
  expect(changed()).toEqual([['members', memberKey(ID, accountID)]]);
  transaction.accounts.put({ ...account(transaction, A), firstName: 'Ann' });
  transaction.members.put({ policyID: ID, accountID: account(transaction, B).accountID, role: 'admin' });
  expect(changed().map(([collection]) => collection)).toEqual(['accounts', 'members', 'members']);
});

test('changes are compared with what the company has now, also after another commit and after their own', () => {
  const made = company();
  const [first, second] = [made.begin(), made.begin()];
  second.accounts.put({ ...account(second, A), firstName: 'Second' });
  expect([...second.changes()]).toHaveLength(1);
  first.accounts.put({ ...account(first, A), firstName: 'First' });
  first.commit();
  expect(second.commit()).toMatchObject([{ before: { firstName: 'First' }, after: { firstName: 'Second' } }]);
  expect([...second.changes()]).toEqual([]);
  expect(second.commit()).toEqual([]);
});

test('members whose account numbers share a place in memory have their own keys', () => {
  const keys = () => [1, 65, 129, 1].map((accountID) => memberKey(ID, accountID));
  expect(keys()).toEqual([`${ID}/1`, `${ID}/65`, `${ID}/129`, `${ID}/1`]);
  expect([memberKey('P', 1), memberKey('Q', 1), memberKey('P'.repeat(100), 1)]).toEqual(['P/1', 'Q/1', `${'P'.repeat(100)}/1`]);
});

test('logins that an account gives up are free and lead to nobody', () => {
  const made = company();
  const transaction = made.begin();
  transaction.accounts.put({ ...account(made, B), email: 'b@new.example', secondaryLogins: [B] });
  const leadsTo = (rows: Company | Transaction) =>
    ['b@new.example', B, 'b@old.example'].map((login) => accountByLogin(rows, login)?.employeeID);
  expect(leadsTo(transaction)).toEqual(['B', 'B', undefined]);
  expect(ensureAccount(transaction, 'b@old.example').employeeID).toBeUndefined();
  transaction.commit();
  expect(leadsTo(made)).toEqual(['B', 'B', undefined]);
});

test('a secondary login that becomes the primary one still leads to its account', () => {
  const transaction = company().begin();
  const b = { ...account(transaction, B), email: 'b@old.example' };
  transaction.accounts.put(b);
  transaction.accounts.put({ ...b, secondaryLogins: [B] });
  expect(['b@old.example', B].map((login) => accountByLogin(transaction, login)?.employeeID)).toEqual(['B', 'B']);
});

test('the version grows with each real change, and writing the same values is not a change', () => {
  const made = company();
  const versions = () => [made.version(), made.version('accounts', 'policies'), made.version('members')];
  const before = versions();
  const same = made.begin();
  same.accounts.put({ ...account(same, B), secondaryLogins: ['b@old.example'] });
  expect(same.commit()).toEqual([]);
  expect(versions()).toEqual(before);
  const transaction = made.begin();
  transaction.members.remove(memberKey(ID, account(transaction, A).accountID));
  expect(versions()).toEqual(before);
  transaction.commit();
  const [all = 0, others, members = 0] = before;
  expect(versions()).toEqual([all + 1, others, members + 1]);
});

test('continues the account numbers of the company', () => {
  const transaction = smallCompany({ accounts: [{ email: A, accountID: 20_000_000 }] }).begin();
  expect(ensureAccount(transaction, 'new@x.example').accountID).toBe(20_000_002);
  transaction.accounts.put({ ...account(transaction, A), accountID: 30_000_000, email: 'far@x.example' });
  expect(ensureAccount(transaction, 'newer@x.example').accountID).toBe(30_000_001);
});

test('the message about an undeclared collection says where to add it', () => {
  const { accounts } = company();
  expect(accounts.size).toBe(3);
  expect(() => company().rowsOf({ name: 'badges' } as never)).toThrow("no collection 'badges'. Add it to the list in collections.ts");
});
