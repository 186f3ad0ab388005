import { expect, test } from 'vitest';
import { type Plan, plan, readSource, showProblem } from '../../src/provision/index.js';
import { cleanUpFiles, fileOf } from '../support/provision.js';
import { BOSS, owner, rowsOf, serviceOf } from '../support/service.js';

cleanUpFiles();

const ED = { email: 'ed@x.com', employeeID: 'E' };
const ZOE = { email: 'zo\u00EB@x.com', employeeID: 'Z' };
const service = serviceOf({
  id: 'A',
  members: [owner, ED, ZOE, { email: 'm\u00FCller@x.com', employeeID: 'M' }, { email: 'max@x.com', employeeID: 'X' }],
});
const others = rowsOf(
  [
    { email: 'm\u00FCller@x.com', employeeID: 'M' },
    { email: 'max@x.com', employeeID: 'X' },
  ],
  'A',
);

const suspicionsOf = ({ problems }: Plan): string[] =>
  problems.filter(({ code }) => code === 'suspicious-address').map(({ message }) => message);
const planFor = (email: string, fields: object = {}): Promise<Plan> =>
  plan([...rowsOf([{ ...ED, email }, ZOE], 'A').map((row, index) => (index === 0 ? { ...row, ...fields } : row)), ...others], service);

test.each([
  [
    'a zero width space',
    'ed\u200B@x.com',
    "employeeEmail 'ed<U+200B>@x.com' contains U+200B ZERO WIDTH SPACE. Type it again in the source.",
  ],
  ['a soft hyphen', 'e\u00ADd@x.com', "employeeEmail 'e<U+00AD>d@x.com' contains U+00AD SOFT HYPHEN. Type it again in the source."],
  ['NUL', 'ed\u0000@x.com', "employeeEmail 'ed<U+0000>@x.com' contains U+0000 NULL. Type it again in the source."],
  [
    'a control character',
    'ed\u0007@x.com',
    "employeeEmail 'ed<U+0007>@x.com' contains U+0007 CONTROL CHARACTER. Type it again in the source.",
  ],
  [
    'a direction mark',
    '\u202Eed@x.com',
    "employeeEmail '<U+202E>ed@x.com' contains U+202E RIGHT-TO-LEFT OVERRIDE. Type it again in the source.",
  ],
  ['a variation selector', 'ed\uFE0F@x.com', "employeeEmail 'ed<U+FE0F>@x.com' contains U+FE0F. Type it again in the source."],
  [
    'a Cyrillic letter among Latin ones',
    'm\u0430x2@x.com',
    "employeeEmail 'm\u0430x2@x.com' mixes Latin and Cyrillic letters: '\u0430' (U+0430) is Cyrillic. Type it again in the source.",
  ],
  [
    'a Cyrillic letter in the domain',
    'ed@\u0445.com',
    "employeeEmail 'ed@\u0445.com' looks like ed@x.com but is a different address. Type it again in the source.",
  ],
  [
    'Cyrillic letters alone, that look like a member',
    '\u043C\u0430\u0445@x.com',
    "employeeEmail '\u043C\u0430\u0445@x.com' looks like max@x.com but is a different address. Type it again in the source.",
  ],
  [
    'a letter of full width',
    '\uFF45d@x.com',
    "employeeEmail '\uFF45d@x.com' contains '\uFF45' (U+FF45), a variant of 'e', and it looks like ed@x.com but is a different address. Type it again in the source.",
  ],
])('an address with %s is a problem', async (_what, email, message) => {
  expect(suspicionsOf(await planFor(email))).toEqual([message]);
});

test('the problem has file, line and column', async () => {
  const people = fileOf(
    'people.csv',
    `employeeID,employeeEmail,managerEmail,policyID\nB,boss@x.com,boss@x.com,A\nE,ed\u200B@x.com,boss@x.com,A\n`,
  );
  const made = await plan(readSource(people), service, { allow: { removals: 9, renames: 9 } });
  expect(made.problems.map(showProblem)).toEqual([
    `${people}:3:2: employeeEmail 'ed<U+200B>@x.com' contains U+200B ZERO WIDTH SPACE. Type it again in the source.`,
  ]);
});

test.each([
  ['manager', { managerEmail: 'boss\u200B@x.com' }, /^managerEmail 'boss<U\+200B>@x\.com' contains U\+200B ZERO WIDTH SPACE/],
  [
    'second approver',
    { approvesTo: 'b\u043Ess@x.com' },
    /^approvesTo 'b\u043Ess@x\.com' mixes Latin and Cyrillic letters.*looks like boss@x\.com/,
  ],
  ['employeeID', { employeeID: 'E\u200B' }, /^employeeID 'E<U\+200B>' contains U\+200B ZERO WIDTH SPACE/],
])('an invalid character in a %s is a problem', async (_what, fields, said) => {
  expect(suspicionsOf(await planFor(ED.email, fields))).toEqual([expect.stringMatching(said)]);
});

test('two invisible characters are both named, and two addresses are two problems', async () => {
  expect(suspicionsOf(await planFor('e\u200B\u00ADd@x.com', { approvesTo: 'max\u200B@x.com' }))).toEqual([
    "employeeEmail 'e<U+200B><U+00AD>d@x.com' contains U+200B ZERO WIDTH SPACE, U+00AD SOFT HYPHEN. Type it again in the source.",
    "approvesTo 'max<U+200B>@x.com' contains U+200B ZERO WIDTH SPACE. Type it again in the source.",
  ]);
});

test('an address is reported once, however many policies its row names', async () => {
  expect(suspicionsOf(await planFor('ed\u200B@x.com', { additionalPolicyIDs: ['B'] }))).toHaveLength(1);
});

test.each(['E 1', '\u0416E1', '\uFF25'])('the employeeID %j is accepted', async (employeeID) => {
  expect(suspicionsOf(await planFor(ED.email, { employeeID }))).toEqual([]);
});

test('among several similar addresses, the one in plain letters is named as the original', async () => {
  const known = [{ email: 'm\u0430x@x.com', employeeID: '1' }];
  const rows = rowsOf([...known, { email: '\u043C\u0430\u0445@x.com', employeeID: '3' }], 'A');
  const likeness = async (...members: { email: string; employeeID: string }[]) =>
    suspicionsOf(await plan(rows, serviceOf({ id: 'A', members: [owner, ...members] }))).map(
      (said) => / looks like (\S+) /.exec(said)?.[1],
    );
  expect(await likeness(...known)).toEqual(['m\u0430x@x.com']);
  expect(await likeness(...known, { email: 'max@x.com', employeeID: '2' })).toEqual(['max@x.com']);
});

test('an approver in plain letters is not suspicious because of a similar address', async () => {
  const known = { email: 'm\u0430x@x.com', employeeID: '1' };
  const rows = rowsOf([known], 'A').map((row) => ({ ...row, approvesTo: 'max@x.com' }));
  expect(suspicionsOf(await plan(rows, serviceOf({ id: 'A', members: [owner, known] })))).toEqual([]);
});

test('a leaver with an invisible character in the address is reported', async () => {
  expect(suspicionsOf(await planFor('ed\u200B@x.com', { isTerminated: 'true' }))).toEqual([
    expect.stringContaining('U+200B ZERO WIDTH SPACE'),
  ]);
});

test('a leaver in NFD matches the member in NFC', async () => {
  const leaver = { ...rowsOf([{ ...ZOE, email: 'zoe\u0308@x.com' }], 'A')[0], isTerminated: 'true' };
  const made = await plan([...rowsOf([ED], 'A'), ...others, leaver], service, { allow: { removals: 1 } });
  expect(made).toMatchObject({ problems: [], changes: [{ action: 'remove', email: ZOE.email }] });
});

test('a no-break space, which the service also refuses, is named', async () => {
  expect((await planFor('ed\u00A0@x.com')).problems[0]?.message).toBe(
    "ed<U+00A0>@x.com: Invalid employee email address 'ed<U+00A0>@x.com'. It contains U+00A0 NO-BREAK SPACE.",
  );
});

test.each([
  'zoe@x.com',
  'new.m\u00FCller@x.com',
  '\u0438\u0432\u0430\u043D@x.com',
  '\u7530\u4E2Dtanaka@x.com',
  "o'neil-2@x.com",
  'a1l0@x.com',
])('%s is accepted as an address', async (email) => {
  expect(suspicionsOf(await planFor(email))).toEqual([]);
});

test('an address that the service already has is accepted', async () => {
  const odd = { email: 'm\u0430x@x.com', employeeID: 'O' };
  const made = await plan(rowsOf([odd], 'A'), serviceOf({ id: 'A', members: [owner, odd] }));
  expect(made).toMatchObject({ changes: [], problems: [], unchanged: 1 });
});

test('NFD and NFC forms are the same address, for a person and for a manager', async () => {
  const rows = rowsOf([ED, { ...ZOE, email: 'zoe\u0308@x.com' }], 'A').map((row) => ({
    ...row,
    managerEmail: row.employeeID === 'E' ? 'ZOE\u0308@x.com' : BOSS,
  }));
  const made = await plan([...rows, ...others], service);
  expect(made.problems).toEqual([]);
  expect(made.changes).toMatchObject([{ action: 'change', email: 'ed@x.com', records: [{ managerEmail: 'zo\u00EB@x.com' }] }]);
});

test('a manager is found by a login in the other Unicode form', async () => {
  const rows = [
    { login: 'zo\u00EB@x.com', id: 'Z', boss: '' },
    { login: 'ed@x.com', id: 'E', boss: 'zoe\u0308@x.com' },
  ];
  const managerEmail = { from: 'boss', match: 'login', default: BOSS };
  const fields = { employeeEmail: 'login', employeeID: 'id', managerEmail, policyID: { constant: 'A' } };
  const made = await plan(rows, service, { mapping: { fields }, allow: { removals: 9 } });
  expect(made.changes.find(({ email }) => email === 'ed@x.com')).toMatchObject({
    fields: [{ field: 'managerEmail', to: 'zo\u00EB@x.com' }],
  });
});

test('a member whom the service spells in NFD is sent in that spelling, and is neither renamed nor removed', async () => {
  const spelt = { ...ZOE, email: 'zoe\u0308@x.com' };
  const nfd = serviceOf({ id: 'A', members: [owner, spelt, ED] });
  expect((await plan(rowsOf([ZOE, ED], 'A'), nfd)).changes).toEqual([]);
  const changed = await plan(
    [
      { ...rowsOf([ZOE], 'A')[0], role: 'auditor' },
      { ...rowsOf([ED], 'A')[0], managerEmail: ZOE.email },
    ],
    nfd,
  );
  expect(changed.changes.map(({ records }) => records[0])).toMatchObject([
    { employeeEmail: 'ed@x.com', managerEmail: 'zoe\u0308@x.com' },
    { employeeEmail: 'zoe\u0308@x.com', role: 'auditor' },
  ]);
  const gone = await plan(rowsOf([ED], 'A'), nfd, { allow: { removals: 1 } });
  expect(gone.changes).toMatchObject([{ action: 'remove', records: [{ employeeEmail: 'zoe\u0308@x.com', isTerminated: true }] }]);
});
