import { expect, test } from 'vitest';
import { cut, oneLine, widthOf, wrap } from '../../src/util/terminal-lines.js';

test.each<[string, number]>([
  ['', 0],
  ['abc', 3],
  ['漢字', 4],
  ['✓ 🎉', 4],
  ['e\u0301', 1],
])('%j takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test.each<[string, number, string]>([
  ['short', 10, 'short'],
  ['exactly 10', 10, 'exactly 10'],
  ['eleven long', 10, 'eleven lo…'],
  ['cut at space', 5, 'cut…'],
  ['漢字漢字漢字', 5, '漢字…'],
  ['two\nlines\tand tabs', 30, 'two lines and tabs'],
])('%j cut to %i columns is %j', (text, columns, expected) => {
  expect(cut(text, columns)).toBe(expected);
});

test('a megabyte is cut as fast as a word, and gets an ellipsis', () => {
  const line = cut(`${' '.repeat(1_000_000)}end`, 20);
  expect(widthOf(line)).toBeLessThanOrEqual(20);
  expect(line).toMatch(/…$/);
});

test('control characters become spaces', () => {
  expect(oneLine('a\u001b[31mb\u0007c\u2028d\u009be')).toBe('a [31mb c d e');
});

test('text is wrapped between words, and a long word stays whole', () => {
  expect(wrap('see https://long.example/path for more of it', 20)).toEqual(['  see', '  https://long.example/path', '  for more of it']);
});

test('a flag stays on one line with its value, so it can be copied', () => {
  expect(wrap('Pass --set "Card title.key=…" then', 24, '    ', '  - ')).toEqual(['  - Pass', '    --set "Card title.key=…"', '    then']);
});
