import { expect, test } from 'vitest';
import { linesOf } from '../../src/util/text-columns.js';

test.each<[string, number, string[]]>([
  ['one two three', 8, ['one two', 'three']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['漢字漢字', 4, ['漢字', '漢字']],
  ['ab abcdefgh c', 4, ['ab', 'abcd', 'efgh', 'c']],
  ['then pass --allow-moves 12.', 20, ['then pass', '--allow-moves 12.']],
  ['a', 1, ['a']],
  ['', 8, []],
])('%j in lines of %i columns is %j', (text, columns, lines) => {
  expect(linesOf(text, columns)).toEqual(lines);
});
