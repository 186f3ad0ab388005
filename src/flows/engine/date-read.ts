import { splitFormat } from './date-codes.js';
import { MONTHS, WEEKDAYS } from './date-names.js';
import { type Clock, instantOfParts, type Parts } from './date-parts.js';
import { CardError } from './errors.js';

/** How a code is read: the pattern of its text, and how it is converted. */
interface Reader {
  readonly pattern: RegExp;
  readonly read: (text: string, parts: Parts) => void;
}

/** Longer texts are not dates. */
const MAX_TEXT_LENGTH = 1000;

/**
 * The instant in a text, by moment's codes and with moment's tolerance: unexpected text between the parts of the format, and
 * after them, is skipped; missing parts are left out. A date without a year or month gets today's, and without a day the first
 * of the month. Weekdays must match the date. Throws CardError for a text without a date.
 * @example readDate('31.01.2026 08:15', 'DD.MM.YYYY HH:mm', 'Europe/Berlin', clock) // 2026-01-31T07:15Z, as ms
 */
export function readDate(text: string, format: string, zoneName: string, clock: Clock): number {
  const parts: Parts = {};
  let rest = text.slice(0, MAX_TEXT_LENGTH);
  let isEmpty = true;
  for (const { kind, text: piece } of splitFormat(format)) {
    // Fixed text is matched one character at a time, like letters outside brackets.
    const found = kind === 'text' ? skipText(rest, piece) : readPart(rest, piece, parts);
    if (found === undefined) continue;
    rest = rest.slice(found);
    if (kind === 'code') isEmpty = false;
  }
  const instant = isEmpty ? undefined : instantOfParts(parts, zoneName, clock);
  if (instant === undefined) throw notADate(text, format);
  return instant;
}

function notADate(text: string, format: string): CardError {
  return new CardError(`Invalid type conversion: '${text.slice(0, 60)}' is not a date of the form ${format}`);
}

function skipText(rest: string, piece: string): number | undefined {
  const at = rest.indexOf(piece);
  return at === -1 ? undefined : at + piece.length;
}

/** How many characters of the text were read, or undefined if the part is missing. */
function readPart(rest: string, code: string, parts: Parts): number | undefined {
  const reader = READERS.get(code);
  if (reader === undefined) return skipText(rest, code);
  const match = reader.pattern.exec(rest);
  if (match === null) return undefined;
  reader.read(match[0], parts);
  return match.index + match[0].length;
}

type NumberPart = { [Key in keyof Parts]-?: Parts[Key] extends number | undefined ? Key : never }[keyof Parts];

const integer = (text: string): number => Number.parseInt(text, 10);

const number = (part: NumberPart, pattern: RegExp, convert: (text: string) => number = integer): Reader => ({
  pattern,
  read: (text, parts) => {
    parts[part] = convert(text);
  },
});

/** A word that starts with a name or its short form: `Sept` is September. */
const name = (part: NumberPart, names: readonly string[], length: number): Reader => ({
  pattern: /\d{0,256}['a-z\u00a0-\uffef]{1,256}/i,
  read: (text, parts) => {
    const index = names.findIndex((one) => text.toLowerCase().startsWith(one.slice(0, length).toLowerCase()));
    if (index === -1) parts.isInvalid = true;
    else parts[part] = index;
  },
});

const ONE_OR_TWO = /\d\d?/;
const SIGNED = /[+-]?\d+/;

/** 69 is 1969, 68 is 2068. */
const twoDigitYear = (text: string): number => integer(text) + (integer(text) > 68 ? 1900 : 2000);
const year = (text: string): number => (text.length === 2 ? twoDigitYear(text) : integer(text));

const MERIDIEM: Reader = {
  pattern: /[ap]\.?m?\.?/i,
  read: (text, parts) => {
    parts.isAfternoon = /^p/i.test(text);
  },
};

/** Truncated to ms. */
const fraction = (text: string): number => Math.trunc(Number(`0.${text}`) * 1000);

const OFFSET: Reader = {
  pattern: /Z|[+-]\d\d(?::?\d\d)?/i,
  read: (text, parts) => {
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)?/.exec(text) ?? [];
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    parts.offset = offset;
    // No time zone is further from UTC.
    if (offset > 14 * 60 || offset < -12 * 60 || Number(minutes) > 59) parts.isInvalid = true;
  },
};

/** Hours and minutes without a separator: `930` is 9:30. */
const together = (pattern: RegExp, hasSeconds: boolean): Reader => ({
  pattern,
  read: (text, parts) => {
    const end = hasSeconds ? -2 : text.length;
    if (hasSeconds) parts.second = Number(text.slice(-2));
    parts.minute = Number(text.slice(0, end).slice(-2));
    parts.hour = Number(text.slice(0, end).slice(0, -2));
  },
});

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...each(
    'M MM',
    number('month', ONE_OR_TWO, (text) => integer(text) - 1),
  ),
  ...each('MMM MMMM', name('month', MONTHS, 3)),
  ['Q', number('month', /\d/, (text) => (integer(text) - 1) * 3)],
  ...each('D DD', number('day', ONE_OR_TWO)),
  ['Do', number('day', /\d{1,2}(?:th|st|nd|rd)/)],
  ['DDD', number('dayOfYear', /\d{1,3}/)],
  ['DDDD', number('dayOfYear', /\d{3}/)],
  ['d', number('weekday', ONE_OR_TWO)],
  ['e', number('weekdayFromSunday', ONE_OR_TWO)],
  ['E', number('isoWeekday', ONE_OR_TWO)],
  ...each('dd ddd dddd', name('weekday', WEEKDAYS, 2)),
  ...each('w ww', number('week', ONE_OR_TWO)),
  ...each('W WW', number('isoWeek', ONE_OR_TWO)),
  ['Y', number('year', SIGNED, year)],
  ['YY', number('year', ONE_OR_TWO, twoDigitYear)],
  ['YYYY', number('year', /\d{1,4}/, year)],
  ...each('YYYYY YYYYYY', number('year', /[+-]?\d{1,6}/, year)),
  ['gg', number('weekYear', ONE_OR_TWO, twoDigitYear)],
  ['GG', number('isoWeekYear', ONE_OR_TWO, twoDigitYear)],
  ['gggg', number('weekYear', /\d{1,4}/)],
  ['ggggg', number('weekYear', /[+-]?\d{1,6}/)],
  ['GGGG', number('isoWeekYear', /\d{1,4}/)],
  ['GGGGG', number('isoWeekYear', /[+-]?\d{1,6}/)],
  ...each('a A', MERIDIEM),
  ...each('H HH h hh', number('hour', ONE_OR_TWO)),
  ...each(
    'k kk',
    number('hour', ONE_OR_TWO, (text) => (integer(text) === 24 ? 0 : integer(text))),
  ),
  ...each('hmm Hmm', together(/\d{3,4}/, false)),
  ...each('hmmss Hmmss', together(/\d{5,6}/, true)),
  ...each('m mm', number('minute', ONE_OR_TWO)),
  ...each('s ss', number('second', ONE_OR_TWO)),
  ...each('S SS SSS', number('millisecond', /\d{1,3}/, fraction)),
  ...each('SSSS SSSSS SSSSSS SSSSSSS SSSSSSSS SSSSSSSSS', number('millisecond', /\d+/, fraction)),
  ...each('Z ZZ', OFFSET),
  ['X', number('instant', /[+-]?\d+(?:\.\d{1,3})?/, (text) => Number(text) * 1000)],
  ['x', number('instant', SIGNED)],
]);

function each(codes: string, reader: Reader): [string, Reader][] {
  return codes.split(' ').map((code) => [code, reader]);
}
