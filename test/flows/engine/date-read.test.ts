import moment from 'moment-timezone';
import { expect, test } from 'vitest';
import { readDate } from '../../../src/flows/engine/date-read.js';

const NOW = Date.parse('2026-02-04T10:20:30Z');
const clock = { now: () => NOW };
const iso = (text: string, format: string): string => new Date(readDate(text, format, 'UTC', clock)).toISOString();

test.each([
  ['2026-W06-3', 'GGGG-[W]WW-E', '2026-02-04T00:00:00.000Z'],
  ['2026-W06', 'GGGG-[W]WW', '2026-02-02T00:00:00.000Z'],
  ['2026 6', 'GGGG E', '2026-01-03T00:00:00.000Z'],
  ['26 06', 'GG WW', '2026-02-02T00:00:00.000Z'],
  ['2026 06 3', 'gggg ww e', '2026-02-04T00:00:00.000Z'],
  ['2026 06 3', 'gggg ww d', '2026-02-04T00:00:00.000Z'],
  ['2026 06', 'gggg ww', '2026-02-01T00:00:00.000Z'],
  ['+02026-02-04', 'YYYYYY-MM-DD', '2026-02-04T00:00:00.000Z'],
  ['02026-02-04', 'YYYYY-MM-DD', '2026-02-04T00:00:00.000Z'],
  ['+02026 06', 'GGGGG WW', '2026-02-02T00:00:00.000Z'],
  ['2026 035', 'YYYY DDDD', '2026-02-04T00:00:00.000Z'],
  ['2026-02-04 10:00 +14:00', 'YYYY-MM-DD HH:mm Z', '2026-02-03T20:00:00.000Z'],
  ['2026-02-04 10:00 -12:00', 'YYYY-MM-DD HH:mm Z', '2026-02-04T22:00:00.000Z'],
  ['2026-02-04 10:00 +0530', 'YYYY-MM-DD HH:mm ZZ', '2026-02-04T04:30:00.000Z'],
])('reads %j by %s', (text, format, expected) => {
  expect(iso(text, format)).toBe(expected);
});

test.each([
  ['2026-02-04 +14:01', 'YYYY-MM-DD Z'],
  ['2026-02-04 -12:01', 'YYYY-MM-DD Z'],
  ['2026-02-04 +05:60', 'YYYY-MM-DD Z'],
  ['2026-W54-1', 'GGGG-[W]WW-E'],
])('rejects %j by %s', (text, format) => {
  expect(() => iso(text, format)).toThrow();
});

test('reads weeks as moment does', () => {
  const asMoment = (text: string, format: string): string => moment.utc(text, format).toISOString();
  for (const week of ['01', '06', '52', '53'])
    expect(iso(`2026-W${week}-4`, 'GGGG-[W]WW-E')).toBe(asMoment(`2026-W${week}-4`, 'GGGG-[W]WW-E'));
});
