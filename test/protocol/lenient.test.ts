import { expect, test } from 'vitest';
import { day, lenientInteger } from '../../src/protocol/lenient.js';

test.each([
  [5, 5],
  ['5', 5],
  ['-12', -12],
  ['007', 7],
])('the whole number %j is read as %d', (input, expected) => {
  expect(lenientInteger('malformed').parse(input)).toBe(expected);
});

test.each([1.5, '1.5', '', ' 5', '1e3', '1234567890123456', null, true, {}])('%j is not a whole number', (input) => {
  expect(lenientInteger('malformed').safeParse(input).error?.issues[0]?.message).toBe('malformed');
});

test.each(['16-01-01', '2026-02-30', '', 20260101, null])('%j is not a day', (input) => {
  expect(day('malformed-date').safeParse(input).error?.issues[0]?.message).toBe('malformed-date');
});
