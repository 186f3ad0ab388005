import { expect, test } from 'vitest';
import { loadCompany } from '../../../src/emulator/world/load.js';
import { accountByLogin, memberOf } from '../../../src/emulator/world/people.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { createEmulator } from '../../../src/index.js';
import { smallCompany, smallSeed } from '../../support/worlds.js';

const ID = 'A1B2C3D4E5F60001';
const a = 'a@x.example';
const b = 'b@x.example';

test.each<readonly [string, Parameters<typeof smallCompany>[0], string]>([
  ['an email address', { accounts: [{ email: a }, { email: 'A@X.example' }] }, 'Small: two accounts share the login a@x.example.'],
  [
    'an email address and a secondary login',
    { accounts: [{ email: a }, { email: b, secondaryLogins: [a] }] },
    'Small: two accounts share the login a@x.example.',
  ],
  [
    'an employee id',
    {
      accounts: [
        { email: a, employeeID: '1' },
        { email: b, employeeID: 1 },
      ],
    },
    'Small: two accounts share the employeeID 1.',
  ],
  [
    'an account number',
    {
      accounts: [
        { email: a, accountID: 5 },
        { email: b, accountID: 5 },
      ],
    },
    'Small: two accounts share the accountID 5.',
  ],
])('refuses two accounts that share %s', (_what, changes, message) => {
  expect(() => smallCompany(changes)).toThrow(message);
  expect(() => smallCompany(changes)).toThrow(expect.objectContaining({ name: 'WorldError' }));
});

test.each<readonly [string, Parameters<typeof smallCompany>[0], RegExp]>([
  [
    'a policy id',
    {
      policies: [
        { id: ID, name: 'P' },
        { id: ID, name: 'Q' },
      ],
    },
    /two policies share the id A1B2C3D4E5F60001/,
  ],
  ['a policy name', { policies: [{ name: 'P' }, { name: 'P' }] }, /two policies share the id/],
  ['a member', { policies: [{ name: 'P', members: [{ email: a }, { email: 'A@x.example' }] }] }, /is listed twice as a member/],
  [
    'a domain group id',
    {
      domainGroups: [
        { id: '1', name: 'A' },
        { id: 1, name: 'B' },
      ],
    },
    /two domain groups share the id 1/i,
  ],
  [
    'credentials',
    {
      credentials: [
        { actsAs: a, partnerUserID: 'me' },
        { actsAs: b, partnerUserID: 'me' },
      ],
    },
    /share the partnerUserID me/,
  ],
  [
    'derived credentials',
    { credentials: [{ actsAs: 'a.b@x.example' }, { actsAs: 'a_b@x.example' }] },
    /share the partnerUserID aa_a_b_x_example/,
  ],
])('refuses %s that is listed twice', (_what, changes, message) => {
  expect(() => smallCompany(changes)).toThrow(message);
});

test('refuses an unknown domain group', () => {
  expect(() => smallCompany({ accounts: [{ email: a, domainGroupID: '9' }] })).toThrow(
    'Small: a@x.example is in the domain group 9, which is not in domainGroups.',
  );
});

test.each([
  ['id', { id: 'x' }, { id: 'x' }, 'Two companies share the id x.'],
  ['pair', { id: 'x' }, { id: 'y' }, 'Two companies share the partnerUserID aa_admin_small_example.'],
])('refuses two companies that share their %s', async (_what, first, second, message) => {
  const companies = [...smallSeed(first).companies, ...smallSeed(second).companies];
  await expect(createEmulator({ listen: false, seed: { companies } })).rejects.toThrow(message);
});

test('everyone who is named anywhere gets an account', () => {
  const company = smallCompany({
    policies: [
      {
        name: 'P',
        owner: 'o@x.example',
        members: [{ email: a, submitsTo: b, forwardsTo: 'f@x.example', overLimitForwardsTo: 'l@x.example' }],
      },
    ],
    credentials: [{ actsAs: 'c@x.example' }],
    thirdPartyAccess: [{ grantor: 'x.example', grantee: 'g@x.example' }],
  });
  expect([...company.accounts.values()].map(({ email }) => email).sort()).toEqual(
    ['a', 'b', 'c', 'f', 'g', 'l', 'o']
      .map((name) => `${name}@x.example`)
      .concat('admin@small.example')
      .sort(),
  );
});

test('a counted account number never takes the place of a given one', () => {
  const company = smallCompany({ accounts: [{ email: a }, { email: b, accountID: 18558431 }] });
  expect(accountByLogin(company, b)?.accountID).toBe(18558431);
  expect(accountByLogin(company, a)?.accountID).toBe(18558432);
});

test('the owner is an admin member, listed or not', () => {
  const listed = smallCompany({ policies: [{ id: ID, name: 'P', owner: a, members: [{ email: a, role: 'user', submitsTo: b }] }] });
  const unlisted = smallCompany({ policies: [{ id: ID, name: 'P', owner: a }] });
  for (const company of [listed, unlisted]) {
    const owner = accountByLogin(company, a)?.accountID ?? 0;
    expect(memberOf(company, ID, owner)).toMatchObject({ role: 'admin' });
  }
});

test('a member can name a person by a secondary login, also with an employee id', () => {
  const company = smallCompany({
    accounts: [{ email: a, secondaryLogins: [b] }],
    policies: [{ id: ID, name: 'P', members: [{ email: b, employeeID: '1' }] }],
  });
  expect(company.accounts.find('employeeID', '1')?.email).toBe(a);
});

test('a saved company loads to the same company', () => {
  const company = smallCompany({
    domainGroups: [{ id: '1', name: 'G' }],
    accounts: [{ email: a, secondaryLogins: [b], employeeID: 'E', domainGroupID: '1', primaryPolicyID: ID }],
    policies: [
      { id: ID, name: 'P', members: [{ email: a, forwardsTo: '', approvalLimit: 1, overLimitForwardsTo: b, defaultTags: ['t'] }] },
    ],
    thirdPartyAccess: [{ grantor: 'X.example', grantee: a }],
  });
  const saved = saveCompany(company);
  expect(saveCompany(loadCompany(saved))).toEqual(saved);
});
