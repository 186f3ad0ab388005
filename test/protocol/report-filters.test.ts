import { expect, test } from 'vitest';
import { commaList } from '../../src/protocol/report-filters.js';

test.each([
  ['a,b', ['a', 'b']],
  [' a , b ', ['a', 'b']],
  ['a,,b,', ['a', 'b']],
  ['b,a,b', ['b', 'a']],
  ['', []],
  [' , ,', []],
])('reads the comma list %j', (text, items) => {
  expect(commaList().parse(text)).toEqual(items);
});

test('ten thousand items are accepted, and one more is an error', () => {
  const numbers = (count: number): string => Array.from({ length: count }, (_, index) => index).join();
  expect(commaList('too-long').parse(numbers(10_000))).toHaveLength(10_000);
  expect(
    commaList('too-long')
      .safeParse(numbers(10_001))
      .error?.issues.map(({ message }) => message),
  ).toEqual(['too-long']);
});

test('a million commas are refused, not split', () => {
  expect(commaList().safeParse(','.repeat(1_000_000)).success).toBe(false);
});
