import { expect, test } from 'vitest';
import { parseSeed } from '../../../src/emulator/seeds/parse.js';
import { saveCompany } from '../../../src/emulator/world/save.js';
import { smallCompany, smallSeed } from '../../support/worlds.js';

// What a seed can set for each entity, as literals: the schemas are created when they are loaded.

const ID = 'A1B2C3D4E5F60001';
const HASH = 'a'.repeat(64);
const credential = (secretHash: string) => ({ credentials: [{ actsAs: 'a@x.example', secretHash }] });
const policy = (parts: object) => ({ policies: [{ name: 'P', ...parts }] });

test.each<[object, RegExp]>([
  [{ domains: [] }, /companies\[0\]\.domains /],
  [{ domains: [''] }, /companies\[0\]\.domains\[0\] /],
  [{ domains: ['a@x.example'] }, /companies\[0\]\.domains\[0\] is not a domain such as acme\.example/],
  [{ domains: [{ domain: ' x.example' }] }, /domains\[0\]\.domain is not a domain such as acme\.example/],
  [
    { domains: [{ domain: 'x.example', scimToken: 'a-token with a space' }] },
    /scimToken must only contain printable ASCII characters, without spaces/,
  ],
  [{ domains: [{ domain: 'x.example', scimToken: 'a-token-that-ends\n' }] }, /scimToken must only contain printable ASCII/],
  [{ domainAdmins: [] }, /companies\[0\]\.domainAdmins /],
  [{ domainAdmins: ['admin'] }, /companies\[0\]\.domainAdmins\[0\] is not an email address/],
  [{ domainAdmins: ['a b@x.example'] }, /domainAdmins\[0\] is not an email address/],
  [{ domainAdmins: ['b@x.example c'] }, /domainAdmins\[0\] is not an email address/],
  [{ domainGroups: [{ id: '', name: 'A' }] }, /domainGroups\[0\]\.id /],
  [credential('abc'), /credentials\[0\]\.secretHash is not a SHA-256 in hex/],
  [credential(`${HASH}a`), /secretHash is not a SHA-256 in hex/],
  [credential(`x${HASH}`), /secretHash is not a SHA-256 in hex/],
  [credential('g'.repeat(64)), /secretHash is not a SHA-256 in hex/],
  [{ credentials: [{ actsAs: 'a@x.example', partnerUserID: '' }] }, /credentials\[0\]\.partnerUserID /],
  [policy({ id: 'abc' }), /policies\[0\]\.id is not 16 upper-case hex digits/],
  [policy({ id: `${ID}0` }), /policies\[0\]\.id is not 16 upper-case hex digits/],
  [policy({ id: `x${ID}` }), /policies\[0\]\.id is not 16 upper-case hex digits/],
  [policy({ categories: [{ enabled: true }] }), /categories\[0\]\.name is missing/],
  [policy({ reportFields: [{ type: 'date' }] }), /reportFields\[0\]\.name is missing/],
  [policy({ reportFields: [{ name: 'F', type: 'list' }] }), /reportFields\[0\]\.type /],
  [policy({ tags: [{ enabled: true }] }), /tags/],
  [policy({ tax: { rates: [{ rateID: 'r' }] } }), /tax\.rates\[0\]\.name is missing/],
  [policy({ settings: { invoice: { markUp: 'none' } } }), /settings\.invoice\.markUp /],
  [policy({ settings: { areTagsEnabled: 'yes' } }), /settings\.areTagsEnabled /],
])('the message about the seed %j names the invalid key', (changes, message) => {
  expect(() => parseSeed({ companies: [{ ...smallSeed().companies[0], ...changes }] }, 'seed')).toThrow(message);
});

test.each(['text', 'dropdown', 'date', 'formula'] as const)('a report field can have the type %s', (type) => {
  const company = smallCompany({ policies: [{ id: ID, name: 'P', reportFields: [{ name: 'F', type }] }] });
  expect(saveCompany(company).policies[0]?.reportFields).toEqual([{ name: 'F', type, values: [], defaultValue: '' }]);
});

test('tags, tax and settings are kept as written', () => {
  const tags = [{ name: 'Team', tags: [{ name: 'A', enabled: true, glCode: '1' }] }];
  const tax = { default: 'r', rates: [{ rateID: 'r', name: 'VAT', rate: 20 }], name: 'Tax' };
  const settings = { approvalMode: 'BASIC', invoice: { markUp: 5 } };
  const flat = [{ name: 'B', enabled: false, glCode: '' }];
  const saved = saveCompany(
    smallCompany({
      policies: [
        { name: 'P', tags, tax, settings },
        { name: 'Q', tags: flat },
      ],
    }),
  );
  expect(saved.policies).toMatchObject([{ tags, tax, settings }, { tags: flat }]);
});

test('an entry of a set exists once, however often it is listed', () => {
  const saved = saveCompany(
    smallCompany({
      domains: ['x.example', 'X.example'],
      domainAdmins: ['a@x.example', 'b@x.example', 'A@x.example'],
      thirdPartyAccess: [
        { grantor: 'y.example', grantee: 'a@x.example' },
        { grantor: 'Y.example', grantee: 'a@x.example' },
      ],
    }),
  );
  expect(saved).toMatchObject({
    domains: ['x.example'],
    domainAdmins: ['a@x.example', 'b@x.example'],
    thirdPartyAccess: [{ grantor: 'y.example', grantee: 'a@x.example' }],
  });
});
