import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateTimeOf, dayOf, isDay } from '../../src/util/date-text.js';

test('an instant is written as a day, and as a day with a time, in UTC', () => {
  const ms = Date.parse('2026-01-31T23:59:59.999Z');
  expect([dayOf(ms), dateTimeOf(ms)]).toEqual(['2026-01-31', '2026-01-31 23:59:59']);
});

test.each(['2026-01-31', '2024-02-29', '0001-01-01'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

test.each(['16-01-01', '2026-02-29', '2026-13-01', '2026-1-1', '2026/01/01', '2026-01-31T00:00:00Z', ' 2026-01-31', '2026-01-31\n', ''])(
  '%j is not a day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test('the day of every instant is a day', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) =>
      isDay(dayOf(date.getTime())),
    ),
  );
});
