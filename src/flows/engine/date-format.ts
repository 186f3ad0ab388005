import { splitFormat } from './date-codes.js';
import { MONTHS, ordinal, WEEKDAYS } from './date-names.js';
import { dayOfYear, ISO_WEEKS, US_WEEKS, weekOf } from './date-weeks.js';
import { type TimeZone, zoneOf } from './time-zones.js';

/** The input of a code: the local time in the zone, stored as if it were UTC, and the instant. */
interface Moment {
  readonly local: Date;
  readonly instant: number;
  readonly offset: number;
  readonly zone: TimeZone;
}

const MINUTE = 60_000;

/**
 * Formats a date with moment's codes (`D-MMM-YY HH:mm z`), in English, in a time zone.
 * Throws CardError for an unknown code or zone.
 * @example formatDate(Date.UTC(2016, 8, 7, 16, 1), 'h:mm a z', 'US/Pacific') // '9:01 am PDT'
 */
export function formatDate(instant: number, format: string, zoneName: string): string {
  const zone = zoneOf(zoneName);
  const offset = zone.offset(instant);
  const moment: Moment = {
    local: new Date(instant + offset * MINUTE),
    instant,
    offset,
    zone,
  };
  return splitFormat(format)
    .map(({ kind, text }) => (kind === 'text' ? text : print(text, moment)))
    .join('');
}

function print(code: string, moment: Moment): string {
  const printed = PRINTERS[code];
  if (printed !== undefined) return printed(moment);
  // `DD`, `Do`: the number of `D` with leading zeros, or as an ordinal.
  const number = NUMBERS[code.charAt(0)]?.(moment) ?? 0;
  return code.endsWith('o') ? ordinal(number) : pad(number, code.length);
}

/** Numbers: one letter prints the number, two add a leading zero, and `o` makes it an ordinal. */
const NUMBERS: Readonly<Record<string, (moment: Moment) => number>> = {
  M: ({ local }) => local.getUTCMonth() + 1,
  Q: ({ local }) => Math.floor(local.getUTCMonth() / 3) + 1,
  D: ({ local }) => local.getUTCDate(),
  d: ({ local }) => local.getUTCDay(),
  e: ({ local }) => local.getUTCDay(),
  E: ({ local }) => local.getUTCDay() || 7,
  w: ({ local }) => weekOf(local, US_WEEKS).week,
  W: ({ local }) => weekOf(local, ISO_WEEKS).week,
  H: ({ local }) => local.getUTCHours(),
  h: ({ local }) => local.getUTCHours() % 12 || 12,
  k: ({ local }) => local.getUTCHours() || 24,
  m: ({ local }) => local.getUTCMinutes(),
  s: ({ local }) => local.getUTCSeconds(),
};

const PRINTERS: Readonly<Record<string, (moment: Moment) => string>> = {
  MMM: ({ local }) => monthName(local).slice(0, 3),
  MMMM: ({ local }) => monthName(local),
  DDD: ({ local }) => String(dayOfYear(local)),
  DDDo: ({ local }) => ordinal(dayOfYear(local)),
  DDDD: ({ local }) => pad(dayOfYear(local), 3),
  dd: ({ local }) => dayName(local).slice(0, 2),
  ddd: ({ local }) => dayName(local).slice(0, 3),
  dddd: ({ local }) => dayName(local),
  Y: ({ local }) => (local.getUTCFullYear() > 9999 ? '+' : '') + pad(local.getUTCFullYear(), 4),
  YY: ({ local }) => pad(local.getUTCFullYear() % 100, 2),
  YYYY: ({ local }) => pad(local.getUTCFullYear(), 4),
  YYYYY: ({ local }) => pad(local.getUTCFullYear(), 5),
  YYYYYY: ({ local }) => `+${pad(local.getUTCFullYear(), 6)}`,
  ...weekYears('g', US_WEEKS),
  ...weekYears('G', ISO_WEEKS),
  a: ({ local }) => (local.getUTCHours() < 12 ? 'am' : 'pm'),
  A: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  hmm: (moment) => `${print('h', moment)}${print('mm', moment)}`,
  hmmss: (moment) => `${print('hmm', moment)}${print('ss', moment)}`,
  Hmm: (moment) => `${print('H', moment)}${print('mm', moment)}`,
  Hmmss: (moment) => `${print('Hmm', moment)}${print('ss', moment)}`,
  ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => ['S'.repeat(index + 1), fraction(index + 1)])),
  z: ({ zone, instant }) => zone.abbreviation(instant),
  zz: ({ zone, instant }) => zone.abbreviation(instant),
  Z: ({ offset }) => offsetText(offset, ':'),
  ZZ: ({ offset }) => offsetText(offset, ''),
  X: ({ instant }) => String(Math.floor(instant / 1000)),
  x: ({ instant }) => String(instant),
};

function weekYears(letter: string, weeks: typeof ISO_WEEKS): Readonly<Record<string, (moment: Moment) => string>> {
  const year = ({ local }: Moment): number => weekOf(local, weeks).year;
  return {
    [letter.repeat(2)]: (moment) => pad(year(moment) % 100, 2),
    [letter.repeat(4)]: (moment) => pad(year(moment), 4),
    [letter.repeat(5)]: (moment) => pad(year(moment), 5),
  };
}

/** Truncated, not rounded; digits after milliseconds are zeros. */
function fraction(digits: number): (moment: Moment) => string {
  return ({ local }) => pad(local.getUTCMilliseconds(), 3).padEnd(digits, '0').slice(0, digits);
}

function monthName(local: Date): string {
  return MONTHS[local.getUTCMonth()] ?? '';
}

function dayName(local: Date): string {
  return WEEKDAYS[local.getUTCDay()] ?? '';
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(Math.floor(minutes % 60), 2)}`;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
