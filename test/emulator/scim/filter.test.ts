import { expect, test } from 'vitest';
import { SCIM_SCHEMAS } from '../../../src/protocol/scim/operations.js';
import { longestPause } from '../../support/longest-pause.js';
import { ask, createScimEmulator, ED, SUE, scimError } from '../../support/scim.js';

const filtered = async (filter: string) => {
  await using emulator = await createScimEmulator();
  return ask(emulator, 'GET', `/Users?filter=${encodeURIComponent(filter)}`);
};

const URN = SCIM_SCHEMAS.user;

// Section numbers are those of RFC 7644.

test.each<[section: string, filter: string, ids: string[]]>([
  ['3.4.2.2', 'userName eq "ed.engineer@acme.example"', [ED]],
  ['3.4.2.2', '  userName   eq   "ed.engineer@acme.example"  ', [ED]],
  ['3.4.2.2', 'userName EQ "ed.engineer@acme.example"', [ED]],
  ['7643 2.1', 'USERNAME eq "ed.engineer@acme.example"', [ED]],
  ['7643 4.1.1', 'userName eq "ED.Engineer@ACME.example"', [ED]],
  ['3.10', `${URN}:userName eq "ed.engineer@acme.example"`, [ED]],
  ['3.4.2.2', 'userName eq "\\u0065d.engineer@acme.example"', [ED]],
  ['3.4.2.2', `id eq "${ED}"`, [ED]],
  ['3.4.2.2', 'id eq "1"', []],
  ['3.4.2.2', 'emails.value eq "sue.seller@acme.example"', [SUE]],
  ['3.4.2.2', 'emails.value eq "SUE.MAIDEN@acme.example"', [SUE]],
  ['3.4.2.2', 'userName eq "sue.maiden@acme.example"', []],
  ['3.4.2.2', 'userName eq "nobody@acme.example"', []],
  ['3.4.2.2', 'userName eq ""', []],
  ['3.4.2.2', 'userName eq "a\\"b"', []],
  ['3.4.2.2', 'userName eq "__proto__"', []],
])('RFC 7644 %s: the filter %s finds %j', async (_section, filter, ids) => {
  const { status, body } = await filtered(filter);
  expect({ status, ids: body.Resources.map(({ id }: { id: string }) => id), total: body.totalResults }).toEqual({
    status: 200,
    ids,
    total: ids.length,
  });
});

test.each<[section: string, filter: string]>([
  ['3.4.2.2', 'userName ne "a"'],
  ['3.4.2.2', 'userName co "ed"'],
  ['3.4.2.2', 'userName sw "ed"'],
  ['3.4.2.2', 'userName ew "example"'],
  ['3.4.2.2', 'userName pr'],
  ['3.4.2.2', 'meta.lastModified gt "2026-01-01T00:00:00Z"'],
  ['3.4.2.2', 'active eq true'],
  ['3.4.2.2', 'name.givenName eq "Ed"'],
  ['3.4.2.2', 'userName eq "a" and id eq "1"'],
  ['3.4.2.2', 'userName eq "a" or id eq "1"'],
  ['3.4.2.2', 'not (userName eq "a")'],
  ['3.4.2.2', '(userName eq "a")'],
  ['3.4.2.2', 'emails[type eq "work"].value eq "a"'],
  ['3.4.2.2', 'userName eq'],
  ['3.4.2.2', 'userName eq ed'],
  ['3.4.2.2', "userName eq 'ed'"],
  ['3.4.2.2', 'userName eq 1'],
  ['3.4.2.2', 'userName eq null'],
  ['3.4.2.2', 'userName eq "ed'],
  ['3.4.2.2', 'userName eq "ed\\"'],
  ['3.4.2.2', 'userName eq "\\x"'],
  ['3.4.2.2', 'userName eq "a" "b"'],
  ['3.4.2.2', 'userName eq"a"'],
  ['3.4.2.2', 'userName\teq\t"a"'],
  ['3.4.2.2', 'constructor eq "a"'],
  ['3.4.2.2', '__proto__ eq "a"'],
  ['3.4.2.2', ''],
  ['3.4.2.2', ' '],
  ['3.4.2.2', '"'],
])('RFC 7644 %s: the filter %s is refused with invalidFilter', async (_section, filter) => {
  const { status, body } = await filtered(filter);
  expect({ status, body }).toEqual({ status: 400, body: scimError(400, 'invalidFilter') });
});

const TIMES = 15_000;
test.each<[what: string, filter: string]>([
  ['parentheses', '('.repeat(TIMES)],
  [
    'a chain of or',
    Array(TIMES / 20)
      .fill('userName eq "a"')
      .join(' or '),
  ],
  ['backslashes', `userName eq "${'\\'.repeat(TIMES)}`],
  ['quotes', `userName eq ${'"'.repeat(TIMES)}`],
  ['escaped quotes without an end', `userName eq "${'\\"'.repeat(TIMES / 2)}`],
  ['spaces', `userName${' '.repeat(TIMES)}`],
  ['spaces at the end', `userName eq "a"${' '.repeat(TIMES)}x`],
  ['many repetitions of eq', 'userName eq '.repeat(TIMES / 12)],
  ['a long value', `userName eq "${'a'.repeat(TIMES)}" x`],
])('refuses a filter of 15 kB of %s immediately, without quoting all of it', async (_what, filter) => {
  const { ms, result } = await longestPause(() => filtered(filter));
  expect({ status: result.status, type: result.body.scimType }).toEqual({ status: 400, type: 'invalidFilter' });
  expect(result.text.length).toBeLessThan(1000);
  expect(ms).toBeLessThan(200);
});

test('a filter supports startIndex and count like a list', async () => {
  await using emulator = await createScimEmulator();
  const filter = `filter=${encodeURIComponent(`id eq "${ED}"`)}`;
  expect((await ask(emulator, 'GET', `/Users?${filter}&startIndex=2`)).body).toMatchObject({ totalResults: 1, Resources: [] });
  expect((await ask(emulator, 'GET', `/Users?${filter}&count=0`)).body).toMatchObject({ totalResults: 1, itemsPerPage: 0, Resources: [] });
});
