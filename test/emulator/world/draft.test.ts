import { expect, test } from 'vitest';
import type { Company } from '../../../src/emulator/world/company.js';
import { Draft } from '../../../src/emulator/world/draft.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import type { Account } from '../../../src/emulator/world/types.js';
import { smallCompany } from '../../support/worlds.js';

const ID = 'A1B2C3D4E5F60001';

const company = (): Company =>
  smallCompany({
    accounts: [
      { email: 'a@x.example', employeeID: 'A' },
      { email: 'b@x.example', employeeID: 'B' },
    ],
    policies: [{ id: ID, name: 'P', members: [{ email: 'a@x.example' }, { email: 'b@x.example' }] }],
  });

function account(draft: Draft, email: string): Account {
  const found = draft.accountByLogin(email);
  if (found === undefined) throw new Error(`no ${email}`);
  return found;
}

test('what a draft writes is seen in the draft and not in the company until it is committed', () => {
  const made = company();
  const before = saveCompany(made);
  const draft = new Draft(made);
  const a = account(draft, 'a@x.example');
  draft.putAccount({ ...a, firstName: 'Ann', employeeID: 'A2' });
  draft.putMember(ID, { accountID: draft.ensureAccount('new@x.example').accountID, role: 'user' });
  draft.removeMember(ID, a.accountID);
  expect(draft.accountByLogin('a@x.example')?.firstName).toBe('Ann');
  expect(draft.accountByEmployeeID('A2')?.email).toBe('a@x.example');
  expect(draft.accountByEmployeeID('A')).toBeUndefined();
  expect(draft.member(ID, a.accountID)).toBeUndefined();
  expect(saveCompany(made)).toEqual(before);
  draft.commit();
  expect(made.accountByEmployeeID('A2')?.firstName).toBe('Ann');
  expect(made.accountByEmployeeID('A')).toBeUndefined();
  expect([...(made.policies.get(ID)?.members.keys() ?? [])].map((id) => made.emailOf(id))).toEqual([
    'b@x.example',
    'admin@small.example',
    'new@x.example',
  ]);
});

test('an address is given one account, however often it is asked for', () => {
  const draft = new Draft(company());
  expect(draft.ensureAccount('new@x.example')).toEqual(draft.ensureAccount('new@x.example'));
  expect(draft.ensureAccount('new@x.example').accountID).not.toBe(draft.ensureAccount('other@x.example').accountID);
});

test('members are those the commit would leave', () => {
  const made = company();
  const policy = made.policies.get(ID);
  if (policy === undefined) throw new Error('no policy');
  const draft = new Draft(made);
  draft.removeMember(ID, account(draft, 'a@x.example').accountID);
  draft.putMember(ID, { accountID: account(draft, 'b@x.example').accountID, role: 'auditor' });
  draft.putMember(ID, { accountID: draft.ensureAccount('c@x.example').accountID, role: 'user' });
  const inDraft = [...draft.members(policy)];
  draft.commit();
  expect([...policy.members.values()]).toEqual(inDraft);
});

test('one employee id passed on to another person within a draft ends with that person, in either order of accounts', () => {
  for (const first of ['a@x.example', 'b@x.example']) {
    const made = company();
    const draft = new Draft(made);
    // Touching an account decides its place in the commit.
    draft.putAccount(account(draft, first));
    draft.putAccount({ ...account(draft, 'a@x.example'), employeeID: 'A2' });
    draft.putAccount({ ...account(draft, 'b@x.example'), employeeID: 'A' });
    draft.commit();
    expect(['A', 'A2', 'B'].map((id) => made.accountByEmployeeID(id)?.email)).toEqual(['b@x.example', 'a@x.example', undefined]);
  }
});

test('committing counts as a change of the company', () => {
  const made = company();
  const before = made.version;
  const draft = new Draft(made);
  draft.removeMember(ID, account(draft, 'a@x.example').accountID);
  expect(made.version).toBe(before);
  draft.commit();
  expect(made.version).toBeGreaterThan(before);
});
