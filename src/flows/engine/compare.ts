import { isObject } from '../../util/is-object.js';
import { instantOf } from './dates.js';
import { CardError } from './errors.js';
import { getPath, isEmpty, isSame } from './values.js';

/** The operators of If/Else, Continue If, Filter and similar cards, spelled as in exports. */
export const OPERATORS = [
  '==',
  '!=',
  '>=',
  '<=',
  '>',
  '<',
  '%',
  'in',
  'not in',
  'has',
  "doesn't have",
  'is empty',
  'is not empty',
  '===',
  '!==',
] as const;

/** The type of each operand in the designer, where it is a simple one. */
export interface OperandTypes {
  readonly left?: unknown;
  readonly right?: unknown;
}

/**
 * Numbers compare as numbers and texts as texts ("80" > "9" is false). If either operand's input has the type number and both
 * values can be read as numbers, they compare as numbers; if either has the type date and both are dates, as instants.
 */
export function compare(left: unknown, operator: string, right: unknown, types: OperandTypes = {}): boolean {
  const [one, other] = asInstants(left, right, types) ?? asNumbers(left, right, types) ?? [left, right];
  switch (operator) {
    case '==':
      return isEqual(one, other);
    case '!=':
      return !isEqual(one, other);
    case '===':
      return isSame(left, right);
    case '!==':
      return !isSame(left, right);
    case '>':
      return order(one, other) > 0;
    case '<':
      return order(one, other) < 0;
    case '>=':
      return order(one, other) >= 0;
    case '<=':
      return order(one, other) <= 0;
    case '%':
      return typeof one === 'number' && typeof other === 'number' && other !== 0 && one % other === 0;
    case 'in':
      return isIn(left, right);
    case 'not in':
      return !isIn(left, right);
    case 'has':
      return has(left, right);
    case "doesn't have":
      return !has(left, right);
    case 'is empty':
      return isEmpty(left);
    case 'is not empty':
      return !isEmpty(left);
    default:
      throw new CardError(`Unknown comparison '${operator}'. Use one of ${OPERATORS.join(', ')}.`);
  }
}

/** The same instant may be written with different offsets: 10:00+02:00 is 08:00Z. */
function asInstants(left: unknown, right: unknown, types: OperandTypes): [number, number] | undefined {
  if (types.left !== 'Date' && types.right !== 'Date') return undefined;
  const [one, other] = [instantOf(left), instantOf(right)];
  return one === undefined || other === undefined ? undefined : [one, other];
}

function asNumbers(left: unknown, right: unknown, types: OperandTypes): [number, number] | undefined {
  const isNumeric = typeof left === 'number' || typeof right === 'number' || types.left === 'number' || types.right === 'number';
  if (!isNumeric) return undefined;
  const [one, other] = [numberIn(left), numberIn(right)];
  return one === undefined || other === undefined ? undefined : [one, other];
}

function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : undefined;
}

/** Null equals an empty text, because an unset input arrives as either. `true` equals "true" (looseBooleans in exports). */
function isEqual(left: unknown, right: unknown): boolean {
  if (isSame(left, right)) return true;
  if (typeof left === 'boolean' || typeof right === 'boolean') return String(left) === String(right);
  return (left ?? '') === (right ?? '');
}

/** Below, equal to or above 0; NaN if the values have no order. */
function order(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (isPlain(left) && isPlain(right)) {
    const [one, other] = [String(left), String(right)];
    return one < other ? -1 : one > other ? 1 : 0;
  }
  return Number.NaN;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isIn(value: unknown, container: unknown): boolean {
  if (Array.isArray(container)) return container.some((item) => isEqual(item, value));
  if (typeof container === 'string') return isPlain(value) && container.includes(String(value));
  return isObject(container) && typeof value === 'string' && Object.hasOwn(container, value);
}

/** "has key": for an object, by path; for a list or a text, whether it contains the value. */
function has(container: unknown, key: unknown): boolean {
  if (isObject(container)) return getPath(container, String(key)) !== undefined;
  return isIn(key, container);
}
