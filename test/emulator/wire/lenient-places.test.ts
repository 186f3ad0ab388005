import { expect, test } from 'vitest';
import { readLenientJson } from '../../../src/emulator/wire/lenient-json.js';

const readAs = (text: string): unknown => {
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
])('reads %s up to the bracket that closes the first one', (text, value) => {
  expect(readAs(text)).toEqual(value);
});

test('a problem contains a character and its position, but not the name of the parser', () => {
  expect(readAs('{"a":}')).toBe("problem: invalid character '}' at 1:6");
  expect(readAs('')).toBe('problem: invalid end of input at 1:1');
});

test('the problem of a text that contains the word JSON5 quotes one character only', () => {
  expect(readAs('{"a":JSON5: }')).toBe("problem: invalid character 'J' at 1:6");
});

test('a comment with a quote hides no level, in lists and in objects', () => {
  expect(readAs(`${'[/*"*/'.repeat(150)}${']'.repeat(150)}`)).toHaveLength(1);
  expect(readAs(`${'[/*"*/'.repeat(250)}${']'.repeat(250)}`)).toBe(TOO_DEEP);
  expect(readAs(`${'{/*"*/a:'.repeat(250)}{}${'}'.repeat(250)}`)).toBe(TOO_DEEP);
  expect(readAs(`${'[null,"x",/*"*/'.repeat(150)}${']'.repeat(150)}`)).toHaveLength(3);
});

test('brackets that are closed again do not add up', () => {
  expect(readAs(`[${'[],{},'.repeat(300)}]`)).toHaveLength(600);
  expect(readAs(`[${'[],'.repeat(300)}0]`)).toHaveLength(301);
  expect(readAs(`[${'{},'.repeat(300)}0]`)).toHaveLength(301);
});

test('an apostrophe in strict JSON does not hide the levels after it', () => {
  expect(readAs(`["it's",${'['.repeat(300)}${']'.repeat(300)}]`)).toBe(TOO_DEEP);
});

test('a string without an end hides its content', () => {
  expect(readAs(`{"a":"${'['.repeat(300)}`)).toMatch(/^problem: invalid/);
});

test('a quote ends a string after an even number of backslashes, but not after an odd number', () => {
  const deep = '['.repeat(300) + ']'.repeat(300);
  expect(readAs(`["\\\\",${deep}]`)).toBe(TOO_DEEP);
  expect(readAs(`["\\"",${deep}]`)).toBe(TOO_DEEP);
  expect(readAs(`["\\\\\\"${deep}"]`)).toEqual([`\\"${deep}`]);
});
