import { expect, test } from 'vitest';
import type { CompanyDocument } from '../../../src/emulator/world/document.js';
import type { MemberDocument } from '../../../src/emulator/world/entities/member.js';
import type { PolicyDocument } from '../../../src/emulator/world/entities/policy.js';
import { loadCompany } from '../../../src/emulator/world/load.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { NO_EXPENSES } from '../../support/no-expenses.js';

const POLICY = 'A1B2C3D4E5F60001';
const full: Required<MemberDocument> = {
  email: 'ann@x.example',
  role: 'auditor',
  submitsTo: 'bob@x.example',
  forwardsTo: 'cy@x.example',
  overLimitForwardsTo: 'dee@x.example',
  approvalLimit: 0,
  customField1: 'cost centre',
  customField2: 'payroll',
  workerStatus: 'active',
  defaultTags: ['Sales', 'Berlin'],
};

const policyDocument = (members: readonly MemberDocument[]): PolicyDocument => ({
  id: POLICY,
  name: 'Sales',
  type: 'corporate',
  owner: 'own@x.example',
  outputCurrency: 'EUR',
  created: '2024-10-24 17:46:03',
  settings: { approvalMode: 'BASIC' },
  categories: [{ name: 'Meals', enabled: true } as never],
  tags: [{ name: 'Team', tags: [] } as never],
  tax: { default: 'id_1' } as never,
  reportFields: [{ name: 'Trip' } as never],
  members,
});

const document = (changes: Partial<CompanyDocument> = {}): CompanyDocument => ({
  id: 'x',
  name: 'X',
  domains: ['x.example'],
  domainAdmins: ['own@x.example'],
  domainGroups: [{ id: '7', name: 'Staff' }],
  accounts: [
    {
      accountID: 101,
      email: 'ann@x.example',
      secondaryLogins: ['ann@old.example'],
      firstName: 'Ann',
      lastName: 'Lee',
      isNameSetByHand: true,
      employeeID: 'E1',
      domainGroupID: '7',
      primaryPolicyID: POLICY,
    },
    { accountID: 102, email: 'own@x.example' },
  ],
  policies: [],
  credentials: [{ partnerUserID: 'aa_own', secretHash: 'abc', actsAs: 'own@x.example' }],
  thirdPartyAccess: [{ grantor: 'x.example', grantee: 'ann@x.example' }],
  ...NO_EXPENSES,
  ...changes,
});

/** The saved form of the first member of a policy that is loaded as written. */
const savedMember = (member: MemberDocument): MemberDocument | undefined =>
  saveCompany(loadCompany(document({ policies: [policyDocument([member])] }))).policies[0]?.members[0];

test('an account is saved as it was written; what was left out has its default or stays out', () => {
  expect(saveCompany(loadCompany(document())).accounts).toStrictEqual([
    {
      accountID: 101,
      email: 'ann@x.example',
      secondaryLogins: ['ann@old.example'],
      firstName: 'Ann',
      lastName: 'Lee',
      isNameSetByHand: true,
      employeeID: 'E1',
      domainGroupID: '7',
      primaryPolicyID: POLICY,
    },
    { accountID: 102, email: 'own@x.example', secondaryLogins: [], firstName: '', lastName: '', isNameSetByHand: false },
  ]);
});

test('everything else of a company is saved as it was written', () => {
  const written = document();
  expect(saveCompany(loadCompany(written))).toStrictEqual({ ...written, accounts: expect.any(Array) });
});

test('a policy is saved as it was written', () => {
  const owner: MemberDocument = { email: 'own@x.example', role: 'admin' };
  const written = policyDocument([full, owner]);
  expect(saveCompany(loadCompany(document({ policies: [written] }))).policies).toStrictEqual([written]);
});

test('a member is saved with every field', () => {
  expect(savedMember(full)).toStrictEqual(full);
});

test('a member with an address and a role is saved with nothing else', () => {
  expect(savedMember({ email: 'ann@x.example', role: 'user' })).toStrictEqual({ email: 'ann@x.example', role: 'user' });
});

test.each(Object.entries(full).filter(([key]) => key !== 'email' && key !== 'role'))(
  'a member with only %s is saved with it',
  (key, value) => {
    const member = { email: 'ann@x.example', role: 'user' as const, [key]: value };
    expect(savedMember(member)).toStrictEqual(member);
  },
);

test('an approver who forwards to nobody is saved that way', () => {
  const member: MemberDocument = { email: 'ann@x.example', role: 'user', forwardsTo: '' };
  expect(savedMember(member)).toStrictEqual(member);
});

test('addresses and domains are saved in lower case', () => {
  const company = loadCompany(
    document({ domains: ['X.Example'], thirdPartyAccess: [{ grantor: 'Bob@X.Example', grantee: 'ANN@x.example' }] }),
  );
  expect(saveCompany(company).domains).toEqual(['x.example']);
  expect(saveCompany(company).thirdPartyAccess).toEqual([{ grantor: 'bob@x.example', grantee: 'ann@x.example' }]);
});

test('accounts with a number are loaded first, in their order, and the others get the numbers after them', () => {
  const accounts = [
    { email: 'a@x.example' },
    { email: 'b@x.example', accountID: 9 },
    { email: 'c@x.example' },
    { email: 'd@x.example', accountID: 7 },
  ];
  const company = loadCompany(document({ accounts, domainAdmins: [], credentials: [], thirdPartyAccess: [] }));
  expect([...company.accounts.values()].map(({ email }) => email)).toEqual(['b@x.example', 'd@x.example', 'a@x.example', 'c@x.example']);
});

test('two accounts without an employee id, number or group do not conflict', () => {
  expect(() => loadCompany(document({ accounts: [{ email: 'a@x.example' }, { email: 'b@x.example' }] }))).not.toThrow();
});

test('an owner who is not listed is an admin who submits to themselves and forwards to nobody', () => {
  const saved = saveCompany(loadCompany(document({ policies: [policyDocument([full])] })));
  expect(saved.policies[0]?.members[1]).toStrictEqual({
    email: 'own@x.example',
    role: 'admin',
    submitsTo: 'own@x.example',
    forwardsTo: '',
  });
});

test('an owner who is listed as a user becomes an admin and keeps everything else', () => {
  const owner: MemberDocument = { email: 'own@x.example', role: 'user', submitsTo: 'ann@x.example', customField1: '1' };
  expect(savedMember(owner)).toStrictEqual({ ...owner, role: 'admin', forwardsTo: '' });
});

test('an owner who is listed as an admin stays as listed', () => {
  const owner: MemberDocument = { email: 'own@x.example', role: 'admin', customField1: '1' };
  expect(savedMember(owner)).toStrictEqual(owner);
});
