import { z } from 'zod';
import { list } from '../../util/lists.js';
import { compare } from '../engine/compare.js';
import { CardError } from '../engine/errors.js';
import type { Column } from '../export/model.js';
import type { Row } from './run-tables.js';

/**
 * A Where Expression as exports store it: a sequence of conditions, each joined to the previous ones. The right side is a literal
 * (`rhs`) or a wired value (`rhd`) that arrives in the input `_expr/OUTPUT`.
 */
const whereSchema = z.object({
  expr: list(
    z.object({
      lhs: z.string(),
      op: z.string(),
      join: z.string().nullish(),
      rhs: z.unknown().optional(),
      rhd: z.object({ outputId: z.string() }).nullish(),
    }),
  ).nullish(),
});

/** `=` appears in exports; the others are the names that SQL and the cards use. */
const OPERATORS: Readonly<Record<string, string>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<>': '!=',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
  'is empty': 'is empty',
  'is not empty': 'is not empty',
  contains: 'has',
  like: 'has',
};

/** How columns are compared, by their type in an export. Columns of other types compare by their values. */
const COLUMN_TYPES: Readonly<Record<string, string>> = { dte: 'Date', dec: 'number', int: 'number' };

/** Whether a row matches. Without conditions, every row does. Date columns compare as instants. Throws CardError. */
export function toWhere(expression: unknown, wired: ReadonlyMap<string, unknown>, columns: readonly Column[] = []): (row: Row) => boolean {
  const result = whereSchema.safeParse(expression ?? {});
  if (!result.success) throw new CardError('The Where Expression has an unknown form. Rebuild it in the designer.');
  const conditions = (result.data.expr ?? []).map(({ lhs, op, join, rhs, rhd }) => {
    const operator = OPERATORS[op.toLowerCase()];
    if (operator === undefined) throw new CardError(`The Where Expression uses the unknown operator '${op}'.`);
    const column = columns.find(({ name }) => name === lhs)?.type ?? '';
    const left = lhs === 'Created' || lhs === 'Updated' ? 'Date' : COLUMN_TYPES[column];
    return { lhs, operator, isOr: join?.toUpperCase() === 'OR', value: rhd ? wired.get(rhd.outputId) : rhs, types: { left } };
  });
  return (row) =>
    conditions.reduce((is, { lhs, operator, isOr, value, types }, index) => {
      const holds = compare(row.fields.get(lhs) ?? ownField(row, lhs), operator, value, types);
      return index === 0 ? holds : isOr ? is || holds : is && holds;
    }, true);
}

export function ownField(row: Row, name: string): unknown {
  return name === 'Row ID' ? row.id : name === 'Created' ? row.created : name === 'Updated' ? row.updated : null;
}
