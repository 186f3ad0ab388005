import { EvaluationError, MissingValueError } from '../errors.js';
import { plainDate } from '../formats/date-format.js';
import { plainNumber } from '../formats/number-format.js';
import { Decimal } from './decimal.js';
import { Callable, EMPTY, Hash, kindOf, Sequence, TemplateDate, type Value } from './value.js';

/** Each function throws EvaluationError for another kind of value, and MissingValueError for a missing value. */

function mismatch(value: Value, wanted: string): EvaluationError {
  return value === undefined
    ? new MissingValueError(`The value is missing where ${wanted} was expected.`)
    : new EvaluationError(`Expected ${wanted}, but this is ${kindOf(value)}.`);
}

/** The printable kinds: a string, a number or a date. A boolean must be formatted. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Decimal) return plainNumber(value);
  if (value instanceof TemplateDate) return plainDate(value);
  const text = textOf(value);
  if (text !== undefined) return text;
  throw mismatch(value, 'a string, a number or a date');
}

/** The text of a string, or of a value that is also a string. Undefined for numbers, dates and similar values. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (value === EMPTY) return '';
  return value instanceof Hash ? value.text : undefined;
}

export function toNumber(value: Value): Decimal {
  if (value instanceof Decimal) return value;
  throw mismatch(value, 'a number');
}

export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw mismatch(value, 'a boolean');
}

export function toSequence(value: Value): Sequence {
  if (value instanceof Sequence) return value;
  throw mismatch(value, 'a list');
}

export function toHash(value: Value): Hash {
  if (value instanceof Hash) return value;
  if (value === EMPTY) return Hash.of(new Map());
  throw mismatch(value, 'a hash');
}

export function toCallable(value: Value): Callable {
  if (value instanceof Callable) return value;
  throw mismatch(value, 'a method, function or lambda');
}

/** A whole number that is small enough for a position or a length. */
export function toIndex(value: Value): number {
  const index = toNumber(value).toIndex();
  if (index === undefined) throw new EvaluationError('The number is too large.');
  return index;
}

/** True unless it is missing, an empty string, an empty list or an empty hash. */
export function hasContent(value: Value): boolean {
  if (value === undefined) return false;
  const text = textOf(value);
  if (text !== undefined) return text !== '';
  if (value instanceof Sequence) return value.size > 0;
  return !(value instanceof Hash) || value.keys().length > 0;
}
