import { expect, test } from 'vitest';
import { codesOf, createSecretWindows, merged } from '../../../src/util/redact/secret-windows.js';

/** The parts of secrets found in a text. */
const foundOf = (secrets: readonly string[], text: string): string[] =>
  createSecretWindows(secrets)
    .find(codesOf(text))
    .map(({ start, end }) => text.slice(start, end));

test('windows are found in order, and those that touch are merged', () => {
  const { find, shortest } = createSecretWindows(['abcdefghijklmnop', 'wxyz', 'xyz1234', 'no']);
  expect(shortest).toBe(4);
  expect(find(codesOf('..ABCDEFGH..cdefghijk..wxyz1234..WXYZ'))).toEqual([
    { start: 2, end: 10 },
    { start: 12, end: 21 },
    { start: 23, end: 31 },
  ]);
  expect(find(new Uint16Array())).toEqual([]);
  expect(createSecretWindows([]).shortest).toBe(Number.POSITIVE_INFINITY);
  expect(createSecretWindows([]).find(codesOf('abcd'))).toEqual([]);
});

test.each<[string, string, string[]]>([
  ['abc', 'abc', []],
  ['abcd', 'xabcdx', ['abcd']],
  ['Abcdefg', 'abcdefg ABCDEFG Abcdefg', ['Abcdefg']],
  ['Abcdefgh', 'abcdefgh ABCDEFGH', ['abcdefgh', 'ABCDEFGH']],
  ['abcdefghijklmno', 'abcdefghijklmn', []],
  ['abcdefghijklmnop', 'ABCDEFGH ijklmnop abcdefg', ['ABCDEFGH', 'ijklmnop']],
  // Characters with a lower case of one code unit are folded.
  ['kelvin-12', '\u212aelvin-12', ['\u212aelvin-12']],
  ['\u0130stanbul', 'istanbul', []],
  ['\u0130stanbul', '\u0130STANBUL', ['\u0130STANBUL']],
  ['öäüßöäüß', 'ÖÄÜßÖÄÜß', ['ÖÄÜßÖÄÜß']],
])('for the secret %j, finds in %j: %j', (secret, text, found) => {
  expect(foundOf([secret], text)).toEqual(found);
});

test('two secrets of different lengths are found, in any order', () => {
  expect(foundOf(['abcd', 'Vwxyz12345'], '-VWXYZ12345-abcd-VWXYZ12345')).toEqual(['VWXYZ12345', 'abcd', 'VWXYZ12345']);
});

test('places are merged in any order', () => {
  expect(
    merged([
      { start: 8, end: 9 },
      { start: 0, end: 5 },
      { start: 2, end: 3 },
      { start: 5, end: 6 },
    ]),
  ).toEqual([
    { start: 0, end: 6 },
    { start: 8, end: 9 },
  ]);
});
