import type { Source } from './source.js';
import type { BinaryOperator, Expression } from './tree.js';

type LiteralKind = 'string' | 'number' | 'boolean' | 'list' | 'hash';

const NOT_NUMBERS: readonly LiteralKind[] = ['string', 'boolean', 'list', 'hash'];
const NOT_BOOLEANS: readonly LiteralKind[] = ['string', 'number', 'list', 'hash'];
const NOT_COMPARABLE: readonly LiteralKind[] = ['list', 'hash'];

/** Literals that cannot be an operand. The grammar refuses them before the template runs. */
const REFUSED: Readonly<Record<BinaryOperator, readonly LiteralKind[]>> = {
  '+': [],
  '-': NOT_NUMBERS,
  '*': NOT_NUMBERS,
  '/': NOT_NUMBERS,
  '%': NOT_NUMBERS,
  '==': NOT_COMPARABLE,
  '!=': NOT_COMPARABLE,
  '<': NOT_NUMBERS,
  '<=': NOT_NUMBERS,
  '>': NOT_NUMBERS,
  '>=': NOT_NUMBERS,
  '&&': NOT_BOOLEANS,
  '||': NOT_BOOLEANS,
};

/** Throws TemplateSyntaxError for a literal that an operator cannot take, as in `"" / 100`. */
export function assertOperand(operator: BinaryOperator | 'range', operand: Expression, source: Source): void {
  assertNotLiteral(operator === 'range' ? NOT_NUMBERS : REFUSED[operator], operand, source);
}

/** Throws TemplateSyntaxError for a literal that has no fields, or no items. */
export function assertTarget(access: 'field' | 'index', target: Expression, source: Source): void {
  assertNotLiteral(access === 'field' ? ['string', 'list', 'boolean'] : ['number', 'boolean'], target, source);
}

/** Throws TemplateSyntaxError for a literal that does not print. */
export function assertPrintable(expression: Expression, source: Source): void {
  assertNotLiteral(['list', 'hash'], expression, source);
}

function assertNotLiteral(refused: readonly LiteralKind[], expression: Expression, source: Source): void {
  const kind = literalKind(expression);
  if (kind !== undefined && refused.includes(kind)) throw source.error(`A ${kind} is not allowed here.`, expression.start);
}

function literalKind(expression: Expression): LiteralKind | undefined {
  if (expression.kind === 'text') return 'string';
  if (expression.kind === 'list' || expression.kind === 'hash') return expression.kind;
  if (expression.kind !== 'literal') return undefined;
  const { value } = expression;
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'number';
}
