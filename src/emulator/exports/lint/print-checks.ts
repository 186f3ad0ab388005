import type { Expression, NodeOf } from '../../templates/syntax/tree.js';
import type { Dialect } from '../shapes.js';
import type { Format } from './output-context.js';
import type { Reporter } from './reporter.js';
import type { Type } from './types.js';

export interface Printed {
  readonly text: string;
  readonly node: NodeOf<'print'>;
  readonly type: Type;
  readonly isQuoted: boolean;
  readonly format: Format;
  readonly dialect: Dialect;
}

/** Checks what may go wrong with a printed value, depending on the file format. */
export function checkPrinted(reporter: Reporter, printed: Printed): void {
  checkEscaping(reporter, printed);
  checkNumber(reporter, printed);
  checkID(reporter, printed);
}

function checkEscaping(reporter: Reporter, { node, type, format, dialect, isQuoted }: Printed): void {
  if (format === 'json' && isQuoted && type.isJavaScript === true) {
    reporter.report('js-string-in-json', node, `'${reporter.written(node.expression)}' is escaped for JavaScript.`);
  }
  // A colon in the name of a tag is written with a backslash, which is not a valid escape in JSON.
  if (type.kind !== 'free-text' && (format !== 'json' || type.name !== 'tag')) return;
  const shown = `'${reporter.written(node.expression)}'`;
  // In reconciliations, texts are already HTML-escaped.
  const isEscaped = dialect === 'reconciliation';
  if (format === 'json' && isQuoted && !isEscaped) reporter.report('unescaped-json', node, `${shown} is not escaped.`);
  if (format === 'xml' && !isEscaped) reporter.report('unescaped-xml', node, `${shown} is not escaped.`);
  if (format !== 'csv') return;
  if (!isQuoted) reporter.report('unquoted-csv', node, `${shown} is not in quotes.`);
  else if (!isEscaped) reporter.report('unescaped-csv', node, `Quotes in ${shown} are not doubled.`);
}

function checkNumber(reporter: Reporter, { node, format, isQuoted }: Printed): void {
  const expression = bare(node.expression);
  if (expression.kind === 'built-in' && expression.name === 'string') {
    const [pattern] = expression.args ?? [];
    const isGrouped = pattern?.kind === 'literal' && typeof pattern.value === 'string' && /[#0],[#0]/.test(pattern.value);
    if (isGrouped && (format === 'csv' || format === 'json') && !isQuoted) {
      reporter.report('grouped-number', node, `'${pattern.value}' groups digits.`);
    }
  }
  if (expression.kind === 'binary' && expression.operator === '/' && !isPowerOfTen(expression.right)) {
    reporter.report('long-division', node, `'${reporter.written(expression)}' is printed without a format.`);
  }
}

/** Divisors that only move the decimal point. */
function isPowerOfTen(divisor: Expression): boolean {
  const inner = bare(divisor);
  return inner.kind === 'literal' && /^10*$/.test(String(inner.value));
}

const LONG_IDS: ReadonlySet<string> = new Set(['transactionID', 'oldReportID']);

function checkID(reporter: Reporter, { text, node, type, format }: Printed): void {
  if (format !== 'csv' || node.expression.kind !== 'field' || !LONG_IDS.has(type.name ?? '')) return;
  const before = text.charAt(node.start - 1);
  if (before === '"' || before === "'" || before === '=' || before === '\t') return;
  reporter.report('rounded-id', node, `'${reporter.written(node.expression)}' has up to 19 digits.`);
}

function bare(expression: Expression): Expression {
  return expression.kind === 'group' ? bare(expression.inner) : expression;
}
