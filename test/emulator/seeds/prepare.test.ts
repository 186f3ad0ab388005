import { expect, test } from 'vitest';
import { deriveSecret, hashSecret } from '../../../src/emulator/accounts/secrets.js';
import { parseSeed } from '../../../src/emulator/seeds/parse.js';
import { policyIDOf, prepareSeed } from '../../../src/emulator/seeds/prepare.js';
import type { Seed } from '../../../src/emulator/seeds/schema.js';
import { smallSeed } from '../../support/worlds.js';

const prepare = (seed: Seed) => prepareSeed(parseSeed(seed, 'test'));
const company = (changes: Parameters<typeof smallSeed>[0]) => prepare(smallSeed(changes)).document.companies[0];

test('the same seed gives the same world', () => {
  expect(prepare(smallSeed())).toEqual(prepare(smallSeed()));
});

test('a company without credentials gets one set of credentials, for its first domain admin', () => {
  const { document, pairs } = prepare(smallSeed());
  const partnerUserID = 'aa_admin_small_example';
  const partnerUserSecret = deriveSecret(partnerUserID);
  expect(pairs).toEqual([{ partnerUserID, partnerUserSecret }]);
  expect(document.companies[0]?.credentials).toEqual([
    { partnerUserID, secretHash: hashSecret(partnerUserSecret), actsAs: 'admin@small.example' },
  ]);
});

test('a given secret is used, and only its hash is stored in the world', () => {
  const { document, pairs } = prepare(
    smallSeed({ credentials: [{ actsAs: 'a@x.example', partnerUserID: 'me', partnerUserSecret: 'Sk7hunter2' }] }),
  );
  expect(pairs).toEqual([{ partnerUserID: 'me', partnerUserSecret: 'Sk7hunter2' }]);
  expect(JSON.stringify(document)).not.toContain('Sk7hunter2');
});

test('a given hash is stored in the world, and its secret is not known', () => {
  const secretHash = hashSecret('x');
  const { document, pairs } = prepare(smallSeed({ credentials: [{ actsAs: 'a@x.example', secretHash }] }));
  expect(pairs).toEqual([]);
  expect(document.companies[0]?.credentials).toMatchObject([{ secretHash }]);
});

test('ids are derived from names', () => {
  const made = company({ name: 'Größe & Co', policies: [{ name: 'One' }, { name: 'Two' }] });
  expect(made?.id).toBe('gr-e-co');
  expect(made?.policies.map(({ id }) => id)).toEqual([policyIDOf('Größe & Co/One'), policyIDOf('Größe & Co/Two')]);
  expect(made?.policies[0]?.id).toMatch(/^[0-9A-F]{16}$/);
});

test('a name without a Latin letter still gives an id', () => {
  expect(company({ name: '株式会社' })?.id).toMatch(/^[0-9a-f]{16}$/);
});

test('fills in a policy', () => {
  const made = company({
    policies: [{ name: 'P', members: [{ email: 'a@x.example' }], categories: [{ name: 'C' }], reportFields: [{ name: 'R' }] }],
  });
  expect(made?.policies[0]).toMatchObject({
    type: 'corporate',
    owner: 'admin@small.example',
    outputCurrency: 'USD',
    tags: [],
    tax: {},
    members: [{ email: 'a@x.example', role: 'user', submitsTo: 'admin@small.example' }],
    categories: [{ name: 'C', enabled: true, maxExpenseAmount: 0 }],
    reportFields: [{ name: 'R', type: 'text', values: [] }],
  });
});

test.each([
  [{ default: 'A' }, { default: 'A', name: 'Tax' }],
  [
    { rates: [], name: 'VAT' },
    { rates: [], name: 'VAT' },
  ],
  [{}, {}],
])('fills in the tax %j as %j', (tax, expected) => {
  expect(company({ policies: [{ name: 'P', tax }] })?.policies[0]?.tax).toEqual(expected);
});

test('an employee id on a member belongs to the person; numbers are read as text', () => {
  const made = company({
    accounts: [{ email: 'A@x.example', firstName: 'Ann', domainGroupID: 7 }],
    domainGroups: [{ id: 7, name: 'Seven' }],
    policies: [
      {
        name: 'P',
        members: [
          { email: 'a@X.example', employeeID: 12 },
          { email: 'b@x.example', employeeID: 'B' },
        ],
      },
    ],
  });
  expect(made?.accounts).toEqual([
    { email: 'A@x.example', firstName: 'Ann', domainGroupID: '7', employeeID: '12' },
    { email: 'b@x.example', employeeID: 'B' },
  ]);
  expect(made?.domainGroups).toEqual([{ id: '7', name: 'Seven' }]);
  expect(made?.policies[0]?.members[0]).not.toHaveProperty('employeeID');
});

test.each([
  [['x.example', { domain: 'X.example', oktaSCIM: true }]],
  [[{ domain: 'x.example' }, 'x.example']],
  [[{ domain: 'x.example' }, { domain: 'x.example', oktaSCIM: true }]],
])('refuses the domains %j, of which only the first would count', (domains) => {
  const seed = parseSeed({ companies: [{ ...smallSeed().companies[0], domains }] }, 'test');
  expect(() => prepareSeed(seed)).toThrow('lists the domain x.example twice. List it once, with its settings.');
});

test('accepts a domain that is listed twice by name', () => {
  const seed = parseSeed({ companies: [{ ...smallSeed().companies[0], domains: ['x.example', 'X.example'] }] }, 'test');
  expect(() => prepareSeed(seed)).not.toThrow();
});
