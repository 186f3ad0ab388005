import { expect, test } from 'vitest';
import { canonical, findSecrets } from '../../../src/util/redact/canonical.js';

/** Each row has the written text, its meaning, and the offset of each character, followed by the end. */
test.each<[string, string, number[]]>([
  ['', '', [0]],
  ['ab', 'ab', [0, 1, 2]],
  ['x%41y', 'xAy', [0, 1, 4, 5]],
  ['%41%42', 'AB', [0, 3, 6]],
  ['%4a%4A', 'JJ', [0, 3, 6]],
  ['%C3%A9%41', 'éA', [0, 6, 9]],
  ['%41%C3%A9', 'Aé', [0, 3, 9]],
  ['%41%42%C3%A9', 'ABé', [0, 3, 6, 12]],
  ['%E2%80%93-', '–-', [0, 9, 10]],
  ['%80', '\ufffd', [0, 3]],
  ['%7F', '\u007f', [0, 3]],
  ['%4', '%4', [0, 1, 2]],
  ['%zz', '%zz', [0, 1, 2, 3]],
  ['a+b', 'a b', [0, 1, 2, 3]],
  ['\\u0041b', 'Ab', [0, 6, 7]],
  ['\\x41b', 'Ab', [0, 4, 5]],
  ['\\\\u0041', 'A', [0, 7]],
  ['\\\\x41', 'A', [0, 5]],
  ['\\u00zz', 'u00zz', [1, 2, 3, 4, 5, 6]],
  ['a\\"b', 'a"b', [0, 2, 3, 4]],
  ['a\\\\\\b', 'ab', [0, 4, 5]],
  ['\0\b\t\n\v\f\r', '0btnvfr', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['V', 'V', [0, 1]],
  ['x%5Cu0041y', 'xAy', [0, 1, 9, 10]],
  ['a%252541b', 'aAb', [0, 1, 8, 9]],
])('%j means %j', (text, plain, offsets) => {
  const read = canonical(text);
  expect(read.text).toBe(plain);
  expect([...read.offsets]).toEqual(offsets);
});

test('six nested encodings are undone, and of seven one is left', () => {
  expect(canonical(`%${'25'.repeat(5)}41`).text).toBe('A');
  expect(canonical(`%${'25'.repeat(6)}41`).text).toBe('%41');
});

test.each<[string, string, string[], [number, number][]]>([
  ['whole', 'x abcd y', ['abcd'], [[2, 6]]],
  [
    'encoded',
    'x%61bcd abcd',
    ['abcd'],
    [
      [1, 7],
      [8, 12],
    ],
  ],
  [
    'at both ends',
    'abcd-abcd',
    ['abcd'],
    [
      [0, 4],
      [5, 9],
    ],
  ],
  ['twice in a row', 'abcdabcd', ['abcd'], [[0, 8]]],
  ['that touch', '-abcdefgh-', ['efgh', 'abcd'], [[1, 9]]],
  [
    'in another order',
    'abcd efgh',
    ['efgh', 'abcd'],
    [
      [0, 4],
      [5, 9],
    ],
  ],
  ['one within the other', 'abcdefgh-', ['abcdefgh', 'cdef'], [[0, 8]]],
  ['that overlap', 'abcdef', ['cdef', 'abcd'], [[0, 6]]],
  ['that are missing', 'abc', ['abcd'], []],
])('secrets %s: in %j, %j are at %j', (_how, text, secrets, places) => {
  expect(findSecrets(text, secrets)).toEqual(places.map(([start, end]) => ({ start, end })));
});
