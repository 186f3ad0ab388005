import { messageOf } from '../../util/error-message.js';
import { findTooMuch } from '../../util/json-bounds.js';
import type { Transform } from '../export/model.js';
import { parseDate } from './dates.js';
import { CardError, conversionError, describeValue } from './errors.js';
import { MAX_JSON_LENGTH } from './size.js';

/** Conversions that turn empty text into null because it contains no value of the target type. */
const NEEDS_TEXT = new Set(['parse', 'parseFloat', 'dateTime', 'isoString']);

/** All conversions seen on wires in exports. */
const CONVERSIONS: ReadonlyMap<string, (value: unknown) => unknown> = new Map<string, (value: unknown) => unknown>([
  ['parse', (value) => (typeof value === 'string' ? parseJson(value) : value)],
  ['stringify', (value): unknown => JSON.stringify(value)],
  ['toString', (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))],
  ['parseFloat', parseNumber],
  ['dateTime', (value) => parseDate(value).toISOString()],
  ['isoString', (value) => parseDate(value).toISOString()],
  ['booleanToString', String],
  ['wrapArray', (value) => (Array.isArray(value) ? value : [value])],
]);

/**
 * A value as it arrives at the other end of a wire. Null stays null, and an empty text becomes null if the target type is not
 * text: the console's behaviour is undocumented, and an unset field in an export is an empty text.
 */
export function convert(value: unknown, transform: Transform | undefined): unknown {
  if (transform === undefined || value === undefined || value === null) return value;
  const { convert: name, forceWrapArray } = transform;
  if (value === '' && name !== undefined && NEEDS_TEXT.has(name)) return null;
  let converted: unknown = value;
  if (name !== undefined) {
    const conversion = CONVERSIONS.get(name);
    if (conversion === undefined) {
      throw new CardError(`A wire uses the unknown conversion '${name}'. Known conversions are ${[...CONVERSIONS.keys()].join(', ')}.`);
    }
    converted = conversion(value);
  }
  return forceWrapArray && !Array.isArray(converted) ? [converted] : converted;
}

function parseNumber(value: unknown): number {
  const number = Number.parseFloat(String(value));
  if (Number.isNaN(number)) throw conversionError(value, 'number');
  return number;
}

/** Maximum number of objects and lists in a text. */
const MAX_BRACKETS = 250_000;

/** Throws CardError with the position in the text; text that is not JSON at all is quoted. */
export function parseJson(text: string): unknown {
  const tooMuch = text.length > MAX_JSON_LENGTH ? `more than ${MAX_JSON_LENGTH} characters` : findTooMuch(text, MAX_BRACKETS);
  if (tooMuch !== undefined) throw new CardError(`The text is too large to parse as JSON: ${tooMuch}. Split it first.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CardError(`${describeValue(text)} is not JSON: ${messageOf(error)}`);
  }
}
