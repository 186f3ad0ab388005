import { expect, test } from 'vitest';
import { outputOf, runCard } from '../support/run-card.js';

const NEW_YEAR = '2026-01-01T00:30:00.000Z';

test.each<[string, Record<string, unknown>, string, unknown]>([
  ['date.add', { start: NEW_YEAR, scale: 2, unit: 'days' }, 'output', '2026-01-03T00:30:00.000Z'],
  ['date.add', { start: '2026-01-31T00:00:00Z', scale: 1, unit: 'months' }, 'output', '2026-02-28T00:00:00.000Z'],
  ['date.subtract', { start: NEW_YEAR, scale: 90, unit: 'minutes' }, 'output', '2025-12-31T23:00:00.000Z'],
  [
    'date.add',
    { start: NEW_YEAR, scale: 1, unit: 'fortnights' },
    'output',
    expect.stringContaining("error: Unknown unit 'fortnights'. Use milliseconds, seconds"),
  ],
  ['date.add', { start: 'soon', scale: 1, unit: 'days' }, 'output', "error: Invalid type conversion: 'soon' is not a date"],
  ['date.diff', { start: '2026-03-02T12:00:00Z', end: '2026-01-01T00:00:00Z' }, 'days', 60.5],
  ['date.diff', { start: '2026-03-01T00:00:00Z', end: '2026-01-01T00:00:00Z' }, 'months', 2],
  ['date.diff', { start: '2026-01-01T00:00:00Z', end: '2026-03-01T00:00:00Z' }, 'days', -59],
  ['date.format', { start: NEW_YEAR, format: 'DD.MM.YYYY HH:mm', zone: 'America/New_York' }, 'output', '31.12.2025 19:30'],
  ['date.format', { start: NEW_YEAR, format: 'YYYY-MM-DD', zone: '' }, 'output', '2026-01-01'],
  [
    'date.format',
    { start: NEW_YEAR, format: 'YYYY', zone: 'Mars/Base' },
    'output',
    "error: Unknown time zone 'Mars/Base'. Use a name such as Europe/Berlin.",
  ],
  ['date.parse', { start: '31.01.2026 08:15', format: 'DD.MM.YYYY HH:mm' }, 'output', '2026-01-31T08:15:00.000Z'],
  ['date.parse', { start: '2026-01-31', format: '' }, 'output', '2026-01-31T00:00:00.000Z'],
  [
    'date.parse',
    { start: 'today', format: 'YYYY-MM-DD' },
    'output',
    "error: Invalid type conversion: 'today' is not a date of the form YYYY-MM-DD",
  ],
  ['date.unix', { start: NEW_YEAR }, 'output', 1767227400000],
  ['date.epoch', { date: NEW_YEAR }, 'output', 1767227400],
  ['date.fromISO', { start: NEW_YEAR, format: 'YYYY-MM-DD', zone: null }, 'custom', '2026-01-01'],
  ['date.fromISO', { start: NEW_YEAR, format: '', zone: null }, 'custom', null],
  ['date.fromISO', { start: NEW_YEAR, format: '', zone: 'Europe/Berlin' }, 'human', 'Thu, January 1st at 12:30 AM'],
  ['date.fromISO', { start: '2026-01-01T01:30:00+01:00', format: '', zone: '' }, 'iso', '2026-01-01T00:30:00Z'],
])('%s %j returns the expected %s', async (id, inputs, output, expected) => {
  expect(await outputOf(id, inputs, output)).toEqual(expected);
});

test('Now is the clock of the run, in UTC whatever its time zone', async () => {
  const names = ['date', 'iso', 'full', 'time', 'month', 'year', 'day', 'hour', 'minute', 'second', 'millisecond'];
  const options = { clock: '2016-09-07T16:55:25.670Z', semantics: { timeZone: 'Asia/Tokyo' } };
  const { outputs } = await runCard('date.now', {}, names, options);
  expect(outputs).toEqual({
    date: '2016-09-07T16:55:25.670Z',
    iso: '2016-09-07T16:55:25+00:00',
    full: 'September 7, 2016 16:55:25.670',
    time: '16:55:25.670',
    month: '9',
    year: 2016,
    day: 7,
    hour: 16,
    minute: 55,
    second: 25,
    millisecond: 670,
  });
});

test('a month is added in the time zone of the run, across a daylight saving change', async () => {
  const inputs = { start: '2026-03-15T23:30:00Z', scale: 1, unit: 'months' };
  expect(await outputOf('date.add', inputs, 'output', { semantics: { timeZone: 'Europe/Berlin' } })).toBe('2026-04-15T22:30:00.000Z');
});
