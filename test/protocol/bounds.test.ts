import { expect, test } from 'vitest';
import { parseEmployeeRecord, skipReasons } from '../../src/jobs/update-employees/employee-record.js';
import { lenientBoolean, textList } from '../../src/protocol/lenient.js';
import { asText, shown } from '../../src/util/as-text.js';
import { didYouMean } from '../../src/util/did-you-mean.js';

test.each<[unknown, string]>([
  [undefined, ''],
  [null, ''],
  ['', ''],
  ['a', 'a'],
  [0, '0'],
  [false, 'false'],
  [{ a: [1] }, '{"a":[1]}'],
])('%j as text is %j', (value, text) => {
  expect(asText(value)).toBe(text);
});

test('at most two hundred characters are shown in a sentence', () => {
  expect(shown('x'.repeat(201))).toBe('x'.repeat(200));
});

test.each<[string, string[], string | undefined]>([
  ['abc', ['abd'], 'abd'],
  ['ab', ['ac'], undefined],
  ['ab', ['cd'], undefined],
  ['foo', ['flow'], undefined],
  ['Foo', ['Job'], undefined],
  ['abcd', ['abcx'], 'abcx'],
  ['abcd', ['abxy'], undefined],
  ['abcdef', ['abcdxy'], 'abcdxy'],
  ['abcdef', ['abcxyz'], undefined],
  ['abcdefgh', ['abcdexyz'], undefined],
  ['abcdefghi', ['abcdefxyz'], 'abcdefxyz'],
  ['abcdefghijklmn', ['abcdefghijxyzw'], undefined],
  ['ABC', ['xyz', 'Abc'], 'Abc'],
  ['abcdef', ['abcdxy', 'abcdeX'], 'abcdeX'],
  ['a'.repeat(80), ['a'.repeat(79)], 'a'.repeat(79)],
  ['a'.repeat(81), ['a'.repeat(80)], undefined],
])('for %j, of %j suggests %j: one typo in up to 4 letters, two in up to 8, else three', (word, known, meant) => {
  expect(didYouMean(word, known)).toBe(meant);
});

test.each([
  ['prot', ['prxx', 'port'], 'port'],
  ['pcat', ['pact'], 'pact'],
  ['cpta', ['pact'], undefined],
])('for %j, of %j suggests %j: two letters in the wrong order are one typo', (word, known, meant) => {
  expect(didYouMean(word, known)).toBe(meant);
});

const answers = textList('no list', 'bad text', /^\d+$/);
const problemOf = (value: unknown): string | undefined =>
  answers
    .safeParse(value)
    .error?.issues.map(({ message }) => message)
    .join('; ');

test.each<[unknown, string | undefined]>([
  [[], undefined],
  [['1', '22'], undefined],
  ['1', 'no list'],
  [{ length: 0 }, 'no list'],
  [null, 'no list'],
  [['1', 2], 'bad text'],
  [['1', 'x'], 'bad text'],
])('the problem of the list %j is %j', (value, problem) => {
  expect(problemOf(value)).toBe(problem);
});

test('a list can have ten thousand strings, and no more', () => {
  expect(problemOf(new Array(10_000).fill('1'))).toBeUndefined();
  expect(problemOf(new Array(10_001).fill('1'))).toBe('bad text');
});

test.each<[unknown, boolean | undefined]>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['TRUE', undefined],
  ['', undefined],
  [1, undefined],
])('%j is read as true or false: %j', (value, flag) => {
  expect(lenientBoolean().safeParse(value).data).toBe(flag);
});

const person = { employeeEmail: 'a@x.example', managerEmail: 'm@x.example', employeeID: 'E1', policyID: 'P' };

test.each<[Record<string, unknown>, boolean]>([
  [{ employeeEmail: `${'a'.repeat(244)}@x.example` }, true],
  [{ employeeEmail: `${'a'.repeat(245)}@x.example` }, false],
  [{ customField1: 'x'.repeat(1000) }, true],
  [{ customField1: 'x'.repeat(1001) }, false],
  [{ approvalLimit: '9'.repeat(15), overLimitApprover: 'l@x.example' }, true],
  [{ approvalLimit: '9'.repeat(16), overLimitApprover: 'l@x.example' }, false],
  [{ approvalLimit: 'x5', overLimitApprover: 'l@x.example' }, false],
  [{ approvalLimit: '5x', overLimitApprover: 'l@x.example' }, false],
  [{ approvalLimit: 1, overLimitApprover: 'l@x.example' }, true],
  [{ approvalLimit: 0 }, true],
  [{ role: 'user' }, true],
  [{ role: 'admin' }, true],
])('whether a record with %j is accepted: %j', (changes, isTaken) => {
  expect(parseEmployeeRecord({ ...person, ...changes }).ok).toBe(isTaken);
});

test('every undocumented skip reason is marked assumed, and all have a source', () => {
  expect(
    Object.entries(skipReasons)
      .filter(([, { evidence }]) => evidence === 'documented')
      .map(([name]) => name),
  ).toEqual(expect.arrayContaining(['invalid-manager-email', 'no-policy']));
  for (const { statement, evidence, source } of Object.values(skipReasons)) {
    expect(['assumed', 'documented', 'observed']).toContain(evidence);
    expect(statement).toMatch(/^[A-Z].+\w/);
    expect(source).toMatch(/\w+ \w+/);
  }
});
