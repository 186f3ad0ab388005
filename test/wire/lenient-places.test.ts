import { expect, test } from 'vitest';
import { readLenientJson } from '../../src/wire/lenient-json.js';

const valueOf = (text: string): unknown => {
  const read = readLenientJson(text);
  return read.ok ? read.value : `problem: ${read.problem}`;
};

const TOO_DEEP = 'problem: nested deeper than 200 levels';

test.each<[string, unknown]>([
  [`{'a':'}'};`, { a: '}' }],
  [`{'a':'\\'}'};`, { a: "'}" }],
  [`{'a':'"}'};`, { a: '"}' }],
  [`{"a":"'}"};`, { a: "'}" }],
  [`{a:[{b:1}]}]`, { a: [{ b: 1 }] }],
  ['[1,[2],3] and {', [1, [2], 3]],
  ['[]]', []],
  ['{}}', {}],
])('%s is read up to the bracket that closes the first one', (text, value) => {
  expect(valueOf(text)).toEqual(value);
});

test('a problem names a character and its place, and who found it stays unsaid', () => {
  expect(valueOf('{"a":}')).toBe("problem: invalid character '}' at 1:6");
  expect(valueOf('')).toBe('problem: invalid end of input at 1:1');
});

test('a problem of a text that says JSON5 itself quotes no more than a character', () => {
  expect(valueOf('{"a":JSON5: }')).toBe("problem: invalid character 'J' at 1:6");
});

test('what is not JSON and longer than a megabyte is not read leniently, and that is said', () => {
  const long = 'x'.repeat(1024 * 1024);
  expect(valueOf(`{'a':'${long}'}`)).toMatch(/^problem: not valid JSON, and too long to be read leniently/);
});

test('a comment with a quote in it hides no level, in lists and in objects', () => {
  expect(valueOf(`${'[/*"*/'.repeat(150)}${']'.repeat(150)}`)).toHaveLength(1);
  expect(valueOf(`${'[/*"*/'.repeat(250)}${']'.repeat(250)}`)).toBe(TOO_DEEP);
  expect(valueOf(`${'{/*"*/a:'.repeat(250)}{}${'}'.repeat(250)}`)).toBe(TOO_DEEP);
  expect(valueOf(`${'[null,"x",/*"*/'.repeat(150)}${']'.repeat(150)}`)).toHaveLength(3);
});

test('brackets that are closed again do not add up', () => {
  expect(valueOf(`[${'[],{},'.repeat(300)}]`)).toHaveLength(600);
  expect(valueOf(`[${'[],'.repeat(300)}0]`)).toHaveLength(301);
  expect(valueOf(`[${'{},'.repeat(300)}0]`)).toHaveLength(301);
});

test('an apostrophe in a strict text does not hide the levels after it', () => {
  expect(valueOf(`["it's",${'['.repeat(300)}${']'.repeat(300)}]`)).toBe(TOO_DEEP);
});

test('a text without an end hides what stands in it', () => {
  expect(valueOf(`{"a":"${'['.repeat(300)}`)).toMatch(/^problem: invalid/);
});

test('quotes after an even number of backslashes end a text, after an odd number they do not', () => {
  const deep = '['.repeat(300) + ']'.repeat(300);
  expect(valueOf(`["\\\\",${deep}]`)).toBe(TOO_DEEP);
  expect(valueOf(`["\\"",${deep}]`)).toBe(TOO_DEEP);
  expect(valueOf(`["\\\\\\"${deep}"]`)).toEqual([`\\"${deep}`]);
});
