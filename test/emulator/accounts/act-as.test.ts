import { expect, test } from 'vitest';
import { actAs } from '../../../src/emulator/accounts/act-as.js';
import { parseSeed } from '../../../src/emulator/seeds/parse.js';
import { prepareSeed } from '../../../src/emulator/seeds/prepare.js';
import type { Seed } from '../../../src/emulator/seeds/schema.js';
import type { Company } from '../../../src/emulator/world/company.js';
import { loadCompany } from '../../../src/emulator/world/load.js';
import { accountByLogin } from '../../../src/emulator/world/people.js';

function company(thirdPartyAccess: Seed['companies'][number]['thirdPartyAccess']): Company {
  const seed: Seed = {
    companies: [
      {
        name: 'C',
        domains: ['c.example'],
        domainAdmins: ['admin@c.example'],
        accounts: [{ email: 'user@c.example', secondaryLogins: ['old@c.example'] }, { email: 'other@d.example' }],
        policies: [],
        ...(thirdPartyAccess && { thirdPartyAccess }),
      },
    ],
  };
  const [document] = prepareSeed(parseSeed(seed, 'test')).document.companies;
  if (document === undefined) throw new Error('no company');
  return loadCompany(document);
}

function acted(grants: Seed['companies'][number]['thirdPartyAccess'], userEmail: string | undefined): string | undefined {
  const made = company(grants);
  const caller = accountByLogin(made, 'admin@c.example');
  if (caller === undefined) throw new Error('no caller');
  return actAs(made, caller, userEmail)?.email;
}

const byPerson = [{ grantor: 'user@c.example', grantee: 'admin@c.example' }];
const byDomain = [{ grantor: 'C.example', grantee: 'admin@c.example' }];
const toAnother = [{ grantor: 'user@c.example', grantee: 'other@d.example' }];

test.each([
  ['without userEmail, the caller acts for themselves', [], undefined, 'admin@c.example'],
  ['the caller can name themselves', [], 'admin@c.example', 'admin@c.example'],
  ['nobody can act for a person who granted no access', [], 'user@c.example', undefined],
  ['the grantee can act for a person who granted access', byPerson, 'user@c.example', 'user@c.example'],
  ['case does not matter', byPerson, 'User@C.Example', 'user@c.example'],
  ['a secondary login leads to the person', byPerson, 'old@c.example', 'user@c.example'],
  ['a grant by one person is not a grant by another', byPerson, 'other@d.example', undefined],
  ['a grant by a domain covers its people', byDomain, 'user@c.example', 'user@c.example'],
  ['a grant by a domain does not cover other people', byDomain, 'other@d.example', undefined],
  ['a domain cannot grant access to an unknown person', byDomain, 'nobody@c.example', undefined],
  ['a grant to another person does not count', toAnother, 'user@c.example', undefined],
])('%s', (_what, grants, userEmail, expected) => {
  expect(acted(grants, userEmail)).toBe(expected);
});
