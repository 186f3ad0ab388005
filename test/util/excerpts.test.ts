import { expect, test } from 'vitest';
import { excerpts } from '../../src/util/excerpts.js';

test('short texts are shown whole', () => {
  expect(excerpts('one', 'other', 5)).toEqual(['one', 'other']);
});

test('long texts are cut to 40 characters before their first difference', () => {
  const before = 'x'.repeat(40);
  expect(excerpts(`${'a'.repeat(500)}${before}old`, `${'a'.repeat(500)}${before}new and more`, 50)).toEqual([
    `…${before}old`,
    `…${before}new and mo…`,
  ]);
});

test('long texts that differ at once are shown from their start', () => {
  expect(excerpts('abc', 'xyz123', 4)).toEqual(['abc', 'xyz1…']);
});
