import { EvaluationError } from '../errors.js';
import { formatDate, plainDate } from '../formats/date-format.js';
import { formatNumber, plainNumber } from '../formats/number-format.js';
import { assertFormatLength } from '../limits.js';
import { textOf, toBoolean, toNumber, toText } from '../values/coerce.js';
import { Decimal } from '../values/decimal.js';
import { EMPTY, Hash, TemplateDate, type Value } from '../values/value.js';
import { type BuiltIn, ofMissing, ofValue } from './define-built-in.js';
import { forJson } from './escapes.js';

const number = (change: (value: Decimal) => Decimal): BuiltIn => ofValue((value) => change(toNumber(value)));

const HALF = Decimal.parse('0.5') ?? Decimal.ZERO;

/** Built-ins of numbers, and those that convert numbers and booleans to text and back. */
export const NUMBERS: Readonly<Record<string, BuiltIn>> = {
  abs: number((value) => (value.unscaled < 0n ? value.negated() : value)),
  // Halves are rounded up, towards positive infinity.
  round: number((value) => value.plus(HALF).rounded(0, 'floor')),
  floor: number((value) => value.rounded(0, 'floor')),
  ceiling: number((value) => value.rounded(0, 'ceiling')),
  int: number((value) => Decimal.from(value.truncated())),
  long: number((value) => Decimal.from(value.truncated())),
  number: ofValue(toDecimal),
  c: ofValue(forComputers),
  string: ofValue(asString, 0, 2),
  then: { takes: 'choice', choose: (value, count) => (count === 2 ? (toBoolean(value) ? 0 : 1) : -1) },
  if_exists: ofMissing((value) => value ?? EMPTY),
};

/** As a JSON value: a string in quotes. */
function forComputers(value: Value): string {
  const text = textOf(value);
  if (text !== undefined) return `"${forJson(text)}"`;
  return typeof value === 'boolean' ? String(value) : plainNumber(toNumber(value));
}

function toDecimal(value: Value): Decimal {
  if (value instanceof Decimal) return value;
  const text = toText(value).trim();
  assertFormatLength(text);
  const parsed = Decimal.parse(text);
  if (parsed === undefined) throw new EvaluationError(`'${text.slice(0, 60)}' is not a number.`);
  return parsed;
}

/** `?string`, `?string("0.00")`, `?string("yes", "no")`. `?string.number` uses the hash that the value also is. */
function asString(value: Value, args: readonly Value[]): Value {
  const [first, second] = args;
  if (typeof value === 'boolean') return first === undefined ? String(value) : chooseText(value, first, second);
  if (second !== undefined) throw new EvaluationError('?string takes two arguments only for a boolean.');
  if (value instanceof Decimal) return formatted(first, plainNumber(value), (format) => formatNumber(value, format));
  if (value instanceof TemplateDate) return formatted(first, plainDate(value), (format) => formatDate(value, format));
  if (first !== undefined) throw new EvaluationError('?string takes arguments only for numbers, dates and booleans.');
  return toText(value);
}

function chooseText(value: boolean, yes: Value, no: Value): string {
  if (no === undefined) throw new EvaluationError('?string takes two arguments for a boolean.');
  return toText(value ? yes : no);
}

function formatted(format: Value, plain: string, by: (format: string) => string): Value {
  return format === undefined ? new Hash(by, () => [], plain) : by(toText(format));
}
