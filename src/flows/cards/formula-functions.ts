import { CardError } from '../engine/errors.js';

/** The source of a formula's random numbers: a float in [0, 1). */
export interface Chance {
  next(): number;
}

export interface FormulaFunction {
  readonly least: number;
  readonly most: number;
  readonly compute: (values: readonly number[], chance: Chance) => number;
}

const one = (compute: (value: number) => number): FormulaFunction => ({ least: 1, most: 1, compute: ([value = 0]) => compute(value) });
const many = (compute: (...values: number[]) => number): FormulaFunction => ({
  least: 1,
  most: Number.POSITIVE_INFINITY,
  compute: (values) => values.reduce((result, value) => compute(result, value)),
});

/** `e` is assumed, because the page only names `exp`. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

/** The functions listed on the page of the Formula card; angles are in radians. */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map<string, FormulaFunction>([
  ['abs', one(Math.abs)],
  ['ceil', one(Math.ceil)],
  ['floor', one(Math.floor)],
  ['round', one(Math.round)],
  ['min', many(Math.min)],
  ['max', many(Math.max)],
  ['exp', one(Math.exp)],
  ['log', one(Math.log)],
  ['log10', one(Math.log10)],
  ['sqrt', one(Math.sqrt)],
  ['pow', { least: 2, most: 2, compute: ([base = 0, exponent = 0]) => base ** exponent }],
  ['random', { least: 0, most: 1, compute: ([below = 1], chance) => chance.next() * below }],
  ['sin', one(Math.sin)],
  ['cos', one(Math.cos)],
  ['tan', one(Math.tan)],
  ['asin', one(Math.asin)],
  ['acos', one(Math.acos)],
  ['atan', one(Math.atan)],
  ['sinh', one(Math.sinh)],
  ['cosh', one(Math.cosh)],
  ['tanh', one(Math.tanh)],
]);

/** Above this, the factorial exceeds the range of numbers. */
const LARGEST = 170;

/** Throws CardError for anything but a whole number from 0 to 170. @example factorial(3) // 6 */
export function factorial(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST) {
    throw new CardError(`Can't compute the factorial of ${value}. Use a whole number from 0 to ${LARGEST}.`);
  }
  let product = 1;
  for (let factor = 2; factor <= value; factor++) product *= factor;
  return product;
}
