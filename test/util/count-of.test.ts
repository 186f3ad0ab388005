import { expect, test } from 'vitest';
import { countOf } from '../../src/util/count-of.js';

test.each([
  [0, '0 retries'],
  [1, '1 retry'],
  [2, '2 retries'],
])('%i takes the form %j', (count, text) => {
  expect(countOf(count, 'retry', 'retries')).toBe(text);
});

test('the plural ends in s by default', () => {
  expect(countOf(2, 'card')).toBe('2 cards');
});
