import { expect, test, vi } from 'vitest';
import { LenientSyntaxError, parseLenient } from '../../../src/emulator/wire/lenient-parser.js';
import { LIMITS, ours, theirs } from '../../support/json5.js';

const TEXTS = [
  `{a:1,'b':"c",}`,
  '[1,2,]',
  '[,]',
  '{,}',
  '[1,,2]',
  '{a:1 b:2}',
  '// c\n{/* d */a:1}',
  '/* never closed',
  '/ 1',
  '{"a":+1,"b":-.5,"c":5.,"d":0x1F,"e":-0x1f,"f":1e3,"g":Infinity,"h":-Infinity}',
  'NaN',
  '007',
  '1.2.3',
  '0x',
  '--1',
  `'\\x41\\u0042\\n\\t\\v\\0\\'\\"\\q'`,
  `'\\1'`,
  `'\\01'`,
  `'\\x4'`,
  `'\\u12g4'`,
  `'a\\\nb'`,
  `'a\\\r\nb'`,
  `'a\nb'`,
  '\u00a0\u3000[\ufeff1]',
  '{$a_1:1,été:2}',
  '{1a:1}',
  '{"a" 1}',
  '{a:b}',
  'true',
  'tru',
  'true false',
  '',
  '"open',
  "{'__proto__':{'a':1}}",
  '[true,false,null,+1,12,10.25,.25,1e-12,1E+20,1e5,0x1F2]',
  '0x1fg',
  '1.5x',
  'x1.5',
  '-',
  'e5',
  '{a-b:1}',
  '{-a:1}',
  '{ab1:1}',
  `'\\b\\f\\r\\n'`,
  `'a\\\u2028b\\\u2029c'`,
  `'a\\\rb'`,
  `'\\n\nb'`,
  `'a\rb'`,
  `'a\\`,
  '/*/ 1',
  '[/*/1*/2]',
  '[1, // c\u20282]',
  '[1, // c',
];

test.each(TEXTS)('reads %j like the json5 package', (text) => {
  expect(ours(text)).toEqual(theirs(text));
});

test.each([
  ['{"a": }', "invalid character '}' at 1:7"],
  ["{\n  'a': 'secret' 'b'}", "invalid character ''' at 2:17"],
  ['{"a"', 'invalid end of input at 1:5'],
  ["{'a': secret}", "invalid character 's' at 1:7"],
  ['/ 1', "invalid character ' ' at 1:2"],
  ['/* c', 'invalid end of input at 1:5'],
  ['{1a:1}', "invalid character '1' at 1:2"],
  ['[1 2]', "invalid character '2' at 1:4"],
  [' 1.2.3', "invalid character '1' at 1:2"],
  ['true false', "invalid character 'f' at 1:6"],
  ["'\\1'", "invalid character '1' at 1:3"],
  ["'\\01'", "invalid character '1' at 1:4"],
  ["'\\x4g'", "invalid character 'g' at 1:5"],
  ["'\\u12", 'invalid end of input at 1:6'],
  ["'a\nb'", "invalid character '\n' at 1:3"],
  ['[\r\n\u2028 😀]', "invalid character '😀' at 3:2"],
])('the problem of %j contains the position and one character', (text, problem) => {
  expect(() => parseLenient(text, LIMITS)).toThrow(problem);
});

test('reads objects and lists up to the limits of depth and keys', () => {
  const limits = { depth: 2, keys: 2, names: 20_000 };
  expect(parseLenient('[[1],{a:1,b:2}]', limits)).toEqual([[1], { a: 1, b: 2 }]);
  expect(parseLenient('{a:{b:1},c:[2]}', limits)).toEqual({ a: { b: 1 }, c: [2] });
  for (const text of ['[[[1]]]', '{a:{a:{}}}']) expect(() => parseLenient(text, limits)).toThrow('nested deeper than 2 levels');
  expect(() => parseLenient('{a:1,b:2,c:3}', limits)).toThrow('an object of more than 2 keys');
});

test('a syntax error has its own class name', () => {
  expect(new LenientSyntaxError('x').name).toBe('LenientSyntaxError');
});

test('refuses a text that is deeper than the limit as soon as the limit is exceeded', () => {
  expect(() => parseLenient('['.repeat(100_000), LIMITS)).toThrow('nested deeper than 200 levels');
});

test.each([
  ['\n\n x', '3:2'],
  ['\r\n\r\n\r x', '4:2'],
  ['\u2028\u2029x', '3:1'],
  ['\n\r\nx', '3:1'],
  ['{\r\nx', '2:2'],
])('the position in %j is %s', (text, place) => {
  expect(() => parseLenient(text, LIMITS)).toThrow(`at ${place}`);
});

test('counts a megabyte of line ends without splitting', () => {
  const split = vi.spyOn(String.prototype, 'split');
  const test = vi.spyOn(RegExp.prototype, 'test');
  expect(() => parseLenient(`${'\n'.repeat(1_000_000)}x`, LIMITS)).toThrow('at 1000001:1');
  const calls = split.mock.calls.length + test.mock.calls.length;
  vi.restoreAllMocks();
  expect(calls).toBeLessThan(10);
});

test('limits different keys, but not repeated ones', () => {
  const objectOf = (start: number, count: number): string => `{${Array.from({ length: count }, (_, key) => `k${start + key}:1`).join()}}`;
  const limits = { ...LIMITS, names: 100 };
  expect(parseLenient(`[${objectOf(0, 100)},${objectOf(0, 100)},${objectOf(50, 50)}]`, limits)).toHaveLength(3);
  expect(() => parseLenient(`[${objectOf(0, 50)},${objectOf(50, 51)}]`, limits)).toThrow('more than 100 different keys');
});
