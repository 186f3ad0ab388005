import { EvaluationError, UnsupportedTemplateError } from '../errors.js';
import { assertFormatLength } from '../limits.js';
import { type DateKind, TemplateDate } from '../values/value.js';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The styles of Java's DateFormat for the United States, with the data of CLDR, as in Java 9 and later. */
const DATE_STYLES: Readonly<Record<string, string>> = {
  short: 'M/d/yy',
  medium: 'MMM d, yyyy',
  long: 'MMMM d, yyyy',
  full: 'EEEE, MMMM d, yyyy',
};
const TIME_STYLES: Readonly<Record<string, string>> = { short: 'h:mm a', medium: 'h:mm:ss a', long: 'h:mm:ss a z', full: 'h:mm:ss a zzzz' };
const JOINTS: Readonly<Record<string, string>> = { short: ', ', medium: ', ', long: " 'at' ", full: " 'at' " };

/** Letters of one field, a quoted text, or plain text. */
const PIECE = /([A-Za-z])\1*|'((?:[^']|'')*)'|([^A-Za-z']+)/g;

/** A date as `${…}` prints it. */
export function plainDate(date: TemplateDate): string {
  return formatDate(date, '');
}

/**
 * Formats a date with a pattern of Java's SimpleDateFormat, or with a named style (`short`, `medium`, `long`, `full`), in UTC.
 * Throws EvaluationError for an invalid pattern, UnsupportedTemplateError for fields that are not implemented.
 * @example formatDate(date, 'yyyy-MM-dd') // '2026-02-01'
 */
export function formatDate(date: TemplateDate, format: string): string {
  assertFormatLength(format);
  if (/^(?:iso|xs)\b/.test(format)) throw new UnsupportedTemplateError(`The date format '${format}'`);
  const fields = new Date(date.ms);
  return piecesOf(styleOf(format, date.kind) ?? format)
    .map((piece) => (typeof piece === 'string' ? piece : printField(piece, fields)))
    .join('');
}

function styleOf(format: string, kind: DateKind): string | undefined {
  const [date = 'medium', time = date] = format === '' ? [] : format.split('_');
  const [day, hour] = [DATE_STYLES[date], TIME_STYLES[time]];
  if (day === undefined || hour === undefined) return undefined;
  if (kind !== 'datetime') return kind === 'date' ? day : TIME_STYLES[date];
  return `${day}${JOINTS[date]}${hour}`;
}

interface Field {
  readonly letter: string;
  readonly count: number;
}

function piecesOf(pattern: string): (string | Field)[] {
  const pieces: (string | Field)[] = [];
  let end = 0;
  for (const { 0: all, 1: letter, 2: quoted, 3: other, index } of pattern.matchAll(PIECE)) {
    if (index !== end) break;
    end = index + all.length;
    if (letter !== undefined) pieces.push({ letter, count: all.length });
    else pieces.push(quoted === undefined ? (other ?? '') : quoted === '' ? "'" : quoted.replaceAll("''", "'"));
  }
  if (end !== pattern.length) throw new EvaluationError(`'${pattern}' is not a date format: a quote is not closed.`);
  return pieces;
}

/** The number that a field prints for a date in UTC. */
const NUMBERS: Readonly<Record<string, (date: Date) => number>> = {
  M: (date) => date.getUTCMonth() + 1,
  L: (date) => date.getUTCMonth() + 1,
  d: (date) => date.getUTCDate(),
  H: (date) => date.getUTCHours(),
  k: (date) => date.getUTCHours() || 24,
  K: (date) => date.getUTCHours() % 12,
  h: (date) => date.getUTCHours() % 12 || 12,
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  S: (date) => date.getUTCMilliseconds(),
  u: (date) => date.getUTCDay() || 7,
  D: (date) =>
    Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0)) / 86_400_000) +
    1,
};

function printField({ letter, count }: Field, date: Date): string {
  if (letter === 'y') return count === 2 ? pad(date.getUTCFullYear() % 100, 2) : pad(date.getUTCFullYear(), count);
  if ((letter === 'M' || letter === 'L') && count > 2) return named(MONTHS[date.getUTCMonth()], count);
  if (letter === 'E') return named(DAYS[date.getUTCDay()], count);
  if (letter === 'a') return date.getUTCHours() < 12 ? 'AM' : 'PM';
  if (letter === 'G') return 'AD';
  if (letter === 'z') return count > 3 ? 'Coordinated Universal Time' : 'UTC';
  if (letter === 'Z') return '+0000';
  if (letter === 'X') return 'Z';
  const number = NUMBERS[letter];
  if (number !== undefined) return pad(number(date), count);
  if ('YwWF'.includes(letter)) throw new UnsupportedTemplateError(`The date field '${letter}'`);
  throw new EvaluationError(`'${letter}' is not a field of a date format.`);
}

function named(name = '', count: number): string {
  return count > 3 ? name : name.slice(0, 3);
}

function pad(number: number, count: number): string {
  return String(number).padStart(count, '0');
}

/**
 * Parses the date at the start of a text with a pattern. As in Java, the rest is ignored and numbers out of range roll over.
 * Throws EvaluationError if the text does not match.
 * @example parseDate('2026-02-01 10:11:12', 'yyyy-MM-dd', 'date')
 */
export function parseDate(text: string, format: string, kind: DateKind): TemplateDate {
  assertFormatLength(format);
  const pattern = styleOf(format, kind) ?? format;
  const fail = (): never => {
    throw new EvaluationError(`'${text.slice(0, 60)}' is not a ${kind} in the format ${pattern}.`);
  };
  const found: Record<string, number> = {};
  const pieces = piecesOf(pattern);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string') {
      if (!text.startsWith(piece, at)) fail();
      at += piece.length;
      continue;
    }
    while (text[at] === ' ' || text[at] === '\t') at++;
    const next = pieces[index + 1];
    const read = readField(piece, text.slice(at), typeof next === 'object') ?? fail();
    found[piece.letter] = read.value;
    at += read.length;
  }
  return new TemplateDate(instantOf(found), kind);
}

interface Read {
  readonly value: number;
  readonly length: number;
}

function readField({ letter, count }: Field, text: string, isTight: boolean): Read | undefined {
  if ((letter === 'M' || letter === 'L') && count > 2) return readName(MONTHS, text, 1);
  if (letter === 'E') return readName(DAYS, text, 0);
  if (letter === 'a') return readName(['AM', 'PM'], text, 0);
  if (letter === 'z' || letter === 'Z' || letter === 'X') return readZone(text);
  if (letter !== 'y' && NUMBERS[letter] === undefined) throw new UnsupportedTemplateError(`Reading the date field '${letter}'`);
  const digits = (isTight ? new RegExp(`^-?\\d{1,${count}}`) : /^-?\d{1,18}/).exec(text)?.[0];
  if (digits === undefined) return undefined;
  const value = Number(digits);
  return {
    value: letter === 'y' && count <= 2 && /^\d\d$/.test(digits) ? 2000 + value - (value >= TWO_DIGIT_PIVOT ? 100 : 0) : value,
    length: digits.length,
  };
}

/** Java reads a two-digit year as within 80 years before and 20 years after today; today is assumed to be in the 2020s. */
const TWO_DIGIT_PIVOT = 46;

function readName(names: readonly string[], text: string, first: number): Read | undefined {
  const lower = text.toLowerCase();
  for (const [index, name] of names.entries()) {
    const length = [name.length, 3].find((size) => lower.startsWith(name.slice(0, size).toLowerCase()));
    if (length !== undefined) return { value: index + first, length: Math.min(length, name.length) };
  }
  return undefined;
}

/** Minutes east of Greenwich. */
function readZone(text: string): Read | undefined {
  const match = /^(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d))/.exec(text);
  if (match === null) return undefined;
  const [all, , sign, hours, minutes] = match;
  const value = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return { value, length: all.length };
}

function instantOf(found: Readonly<Record<string, number>>): number {
  const { y = 1970, M, L, d, D, H, k, K, h, a = 0, m = 0, s = 0, S = 0, z, Z, X } = found;
  const hour = H ?? (k === undefined ? undefined : k % 24) ?? (K ?? (h === undefined ? 0 : h % 12)) + 12 * a;
  const date = new Date(0);
  if (D === undefined) date.setUTCFullYear(y, (M ?? L ?? 1) - 1, d ?? 1);
  else date.setUTCFullYear(y, 0, D);
  date.setUTCHours(hour, m - (z ?? Z ?? X ?? 0), s, S);
  return date.getTime();
}
