import type { BinaryOperator, Expression, ExpressionOf } from '../../templates/syntax/tree.js';
import type { Reporter } from './reporter.js';
import { isNumeric, isTextual, isUnprintable, type Type } from './types.js';

type Operand = readonly [Type, Expression];

const NOUNS: Readonly<Partial<Record<Type['kind'], string>>> = {
  boolean: 'a boolean',
  list: 'a list',
  hash: 'a hash',
  map: 'a map',
  method: 'a method; call it with ()',
};

/** Reports a value that FreeMarker cannot print. */
export function checkPrintable(reporter: Reporter, type: Type, expression: Expression): void {
  if (isUnprintable(type)) reporter.report('unprintable', expression, `'${reporter.written(expression)}' is ${NOUNS[type.kind]}.`);
}

const ARITHMETIC: ReadonlySet<string> = new Set(['-', '*', '/', '%', '<', '<=', '>', '>=']);

export function checkBinary(reporter: Reporter, operator: BinaryOperator, operands: readonly Operand[]): void {
  const [first, second] = operands;
  if (operator === '+' && operands.some(([type]) => isTextual(type))) {
    for (const [type, expression] of operands) checkPrintable(reporter, type, expression);
  }
  const isSum = operator === '+' && operands.every(([type]) => isNumeric(type));
  if (isSum || ARITHMETIC.has(operator)) for (const operand of operands) checkEmpty(reporter, operand);
  if ((operator === '==' || operator === '!=') && first !== undefined && second !== undefined) {
    checkComparison(reporter, first, second);
  }
}

function checkEmpty(reporter: Reporter, [type, expression]: Operand): void {
  if (type.isOptional !== true || !isNumeric(type)) return;
  reporter.report('empty-in-arithmetic', expression, `'${reporter.written(expression)}' may be empty.`);
}

/** Only booleans and amounts have a certain type: ids and rates may be numbers or texts. */
function checkComparison(reporter: Reporter, [one, left]: Operand, [two, right]: Operand): void {
  const [first, second] = [familyOf(one), familyOf(two)];
  const isSure = [one, two].some(({ kind }) => kind === 'boolean' || kind === 'cents');
  if (!isSure || first === undefined || second === undefined || first === second) return;
  reporter.report('never-equal', left, `'${reporter.written(left)}' is ${first} and '${reporter.written(right)}' is ${second}.`);
}

function familyOf(type: Type): string | undefined {
  if (type.kind === 'boolean') return 'a boolean';
  if (isNumeric(type)) return 'a number';
  return isTextual(type) ? 'a text' : undefined;
}

export function checkBuiltIn(reporter: Reporter, { target, name }: ExpressionOf<'built-in'>, type: Type): void {
  const isDate = name === 'date' || name === 'datetime' || name === 'time' || name === 'number';
  if (!isDate || type.isOptional !== true || !isTextual(type)) return;
  reporter.report('empty-date', target, `'${reporter.written(target)}' may be empty.`);
}
