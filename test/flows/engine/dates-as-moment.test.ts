import moment from 'moment-timezone';
import { afterEach, expect, test, vi } from 'vitest';
import { DATE_CODES } from '../../../src/flows/engine/date-codes.js';
import { formatDate } from '../../../src/flows/engine/date-format.js';
import { readDate } from '../../../src/flows/engine/date-read.js';
import { parseDate } from '../../../src/flows/engine/dates.js';
import { createRandom } from '../../../src/runtime/random.js';

// These zones have kept their abbreviations since 1990; moment-timezone has no daylight saving data after 2037.
const ZONES = [
  'UTC',
  'America/Los_Angeles',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];
const random = createRandom(7);
const INSTANTS = Array.from({ length: 200 }, () => random.integer(Date.UTC(1990, 0, 1) / 1000, Date.UTC(2037, 0, 1) / 1000)).map(
  (seconds) => seconds * 1000 + random.integer(0, 999),
);
const LONG_CODES = ['LT', 'LTS', 'L', 'LL', 'LLL', 'LLLL', 'l', 'll', 'lll', 'llll'];
const CODES = [...DATE_CODES, ...LONG_CODES];
const NOW = Date.parse('2026-01-31T09:00:00Z');
const clock = { now: () => NOW };

afterEach(() => vi.useRealTimers());

test('every code prints the same as in moment, at 200 instants in 12 zones', () => {
  const all = CODES.join(';');
  expect(CODES.length).toBeGreaterThan(75);
  for (const zone of ZONES) {
    for (const instant of INSTANTS) {
      expect([zone, instant, ...formatDate(instant, all, zone).split(';')]).toEqual([
        zone,
        instant,
        ...moment.tz(instant, zone).format(all).split(';'),
      ]);
    }
  }
});

test('adjacent codes are split as in moment', () => {
  // Without y and N, whose meaning depends on the version, and without letters that are not codes.
  const letters = [...'MQDdeEwWYgGaAHhkmsSzZXxLl', 'o', '-', ' ', '[o]', '\\D', '[', ']'];
  for (let round = 0; round < 2000; round++) {
    const format = Array.from({ length: random.integer(1, 8) }, () => {
      const letter = letters[random.integer(0, letters.length - 1)] ?? '';
      return letter.length === 1 ? letter.repeat(random.integer(1, 5)) : letter;
    }).join('');
    const printed = attempt(() => formatDate(INSTANTS[0] ?? 0, format, 'America/New_York'));
    if (typeof printed === 'string') expect([format, printed]).toEqual([format, moment.tz(INSTANTS[0], 'America/New_York').format(format)]);
    else expect(printed.message).toMatch(/^Unknown code '/);
  }
});

const FORMATS = [
  ...CODES.filter((code) => !code.startsWith('z')),
  'YYYY-MM-DDTHH:mm:ss.SSSZ',
  'ddd, DD MMM YYYY HH:mm:ss ZZ',
  'D-MMM-YY h:mm a',
  'GGGG-[W]WW-E',
  'gggg w d',
  'gggg ww e',
  'YYYY DDDD',
  'YYYY W',
  'DD MM',
  'M/D',
  'HH:mm',
  'MMM Do, YYYY',
  'YYYYMMDDHHmmss',
  'D.M.YYYY Hmmss',
];

test('every code parses the same as in moment, for valid and invalid texts', () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  for (const format of FORMATS) {
    for (const zone of ['America/Los_Angeles', 'Asia/Kolkata']) {
      for (const instant of INSTANTS.slice(0, 8)) {
        const text = moment.tz(instant, zone).format(format);
        // For years after 2037, moment has different daylight saving times.
        const texts = [text, `on ${text} x`, text.toLowerCase(), /[YgGLl]/.test(format) ? text : text.replace(/\d/, '9')];
        for (const written of texts) {
          const expected = moment.tz(written, format, zone);
          const read = attempt(() => readDate(written, format, zone, clock));
          const found = typeof read === 'number' ? new Date(read).toISOString() : 'not a date';
          expect([format, zone, written, found]).toEqual([
            format,
            zone,
            written,
            expected.isValid() ? expected.toISOString() : 'not a date',
          ]);
        }
      }
    }
  }
}, 60_000);

test('differences have the same fractions as in moment', () => {
  for (let index = 1; index < INSTANTS.length; index++) {
    const [later, earlier] = [INSTANTS[index] ?? 0, INSTANTS[index - 1] ?? 0];
    for (const unit of ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const) {
      const found = parseDate(later).diff(parseDate(earlier), unit, true);
      expect([unit, found]).toEqual([unit, expect.closeTo(moment.utc(later).diff(moment.utc(earlier), unit, true), 9)]);
    }
  }
});

function attempt<T>(make: () => T): T | Error {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
