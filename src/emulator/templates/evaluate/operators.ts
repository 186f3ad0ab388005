import { EvaluationError, TemplateLimitError } from '../errors.js';
import { assertTextLength, chargeText, type Work } from '../limits.js';
import type { BinaryOperator } from '../syntax/tree.js';
import { textOf, toNumber, toText } from '../values/coerce.js';
import { Decimal } from '../values/decimal.js';
import { joinHashes, joinSequences } from '../values/join.js';
import { Hash, kindOf, Sequence, TemplateDate, type Value } from '../values/value.js';

/** `+ - * / %` and the comparisons, for existing values. Throws EvaluationError for kinds that can't be combined. */
export function calculate(operator: Exclude<BinaryOperator, '&&' | '||'>, left: Value, right: Value, work: Work): Value {
  switch (operator) {
    case '+':
      return add(left, right, work);
    case '-':
      return toNumber(left).minus(toNumber(right));
    case '*':
      return bounded(toNumber(left).times(toNumber(right)));
    case '/':
      return notByZero(toNumber(left).dividedBy(toNumber(right)));
    case '%':
      return notByZero(toNumber(left).modulo(toNumber(right)));
    case '==':
      return compare(left, right, work, true) === 0;
    case '!=':
      return compare(left, right, work, true) !== 0;
    case '<':
      return compare(left, right, work, false) < 0;
    case '<=':
      return compare(left, right, work, false) <= 0;
    case '>':
      return compare(left, right, work, false) > 0;
    case '>=':
      return compare(left, right, work, false) >= 0;
  }
}

/** More digits are a mistake, and each product would double their number. */
const MAX_NUMBER = 10n ** 1000n;

function bounded(product: Decimal): Decimal {
  if (product.unscaled < MAX_NUMBER && product.unscaled > -MAX_NUMBER) return product;
  throw new TemplateLimitError('A number has more than 1000 digits.');
}

function notByZero(result: Decimal | undefined): Decimal {
  if (result === undefined) throw new EvaluationError('Division by zero.');
  return result;
}

/** Adds numbers, joins lists and hashes, and joins everything else as text. */
function add(left: Value, right: Value, work: Work): Value {
  if (left instanceof Decimal && right instanceof Decimal) return left.plus(right);
  if (left instanceof Sequence && right instanceof Sequence) return joinSequences(left, right, work);
  if (isPlainHash(left) && isPlainHash(right)) return joinHashes(left, right, work);
  const [one, two] = [toText(left), toText(right)];
  assertTextLength(one.length + two.length);
  return one + two;
}

function isPlainHash(value: Value): value is Hash {
  return value instanceof Hash && value.text === undefined;
}

/** Below, at or above 0. Strings and booleans are only equal or not: FreeMarker has no order for them. */
function compare(left: Value, right: Value, work: Work, isEquality: boolean): number {
  if (left instanceof Decimal && right instanceof Decimal) return left.compare(right);
  if (left instanceof TemplateDate && right instanceof TemplateDate) return compareDates(left, right);
  if (isEquality && typeof left === 'boolean' && typeof right === 'boolean') return left === right ? 0 : 1;
  const [one, two] = [textOf(left), textOf(right)];
  if (isEquality && one !== undefined && two !== undefined) {
    chargeText(one, work);
    chargeText(two, work);
    return one === two ? 0 : 1;
  }
  throw new EvaluationError(`Cannot compare ${kindOf(left)} with ${kindOf(right)}.`);
}

function compareDates(left: TemplateDate, right: TemplateDate): number {
  if (left.kind !== right.kind) throw new EvaluationError(`Cannot compare a ${left.kind} with a ${right.kind}.`);
  return left.ms - right.ms;
}
