import { TemplateLimitError, TemplateSyntaxError, UnsupportedTemplateError } from '../../templates/errors.js';
import { parse } from '../../templates/syntax/parse-template.js';
import type { Template } from '../../templates/syntax/tree.js';
import { readImports } from '../card/imports.js';
import type { Dialect } from '../shapes.js';
import { type Format, guessFormat } from './output-context.js';
import type { Hit } from './reporter.js';
import { type Finding, type LEVELS, RULES } from './rules.js';
import { checkSeparators } from './separators.js';
import { checkBatches, checkDirectives, checkEncoding } from './text-checks.js';
import { inspectTemplate } from './walk-template.js';

export interface LintOptions {
  /** Default: reconciliation if the template lists `cards`. */
  readonly dialect?: Dialect;
  /** Default: guessed from the first characters of the output. */
  readonly format?: Format;
}

/**
 * Looks for mistakes in a template without rendering it. Findings are in the order of the template. Never throws: a template
 * that cannot be parsed has the finding `syntax-error`.
 * @example lintTemplate(text).filter(({ level }) => level === 'error')
 */
export function lintTemplate(text: string, options: LintOptions = {}): readonly Finding[] {
  try {
    return lint(text, options).map(toFinding);
  } catch (error) {
    // The inspection of expressions is recursive.
    if (!(error instanceof RangeError)) throw error;
    return [toFinding({ rule: 'too-long', line: 1, column: 1, message: 'An expression of the template has too many parts.' })];
  }
}

function lint(text: string, options: LintOptions): readonly Hit[] {
  const { template: source, names } = readImports(text);
  const parsed = parsedOrHit(source);
  if ('rule' in parsed) return [parsed];
  const dialect = options.dialect ?? (names.size > 0 || /<#list\s+cards\b/.test(source) ? 'reconciliation' : 'export');
  const format = options.format ?? guessFormat(parsed);
  const inspector = inspectTemplate(parsed, dialect, format);
  checkDirectives(inspector, parsed);
  checkEncoding(inspector, parsed);
  if (dialect === 'export') checkBatches(inspector, parsed);
  if (format === 'json') checkSeparators(inspector, parsed.body);
  return inspector.hits.toSorted((one, other) => one.line - other.line || one.column - other.column);
}

function parsedOrHit(source: string): Template | Hit {
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return { rule: 'syntax-error', ...error.place, message: error.problem };
    if (error instanceof TemplateLimitError) return { rule: 'too-long', line: 1, column: 1, message: error.message };
    if (!(error instanceof UnsupportedTemplateError)) throw error;
    const place = error.place ?? { line: 1, column: 1 };
    return { rule: 'unsupported-feature', ...place, message: `${error.feature} is not implemented.` };
  }
}

export function toFinding({ rule, line, column, message }: Hit): Finding {
  const { level, advice } = RULES[rule];
  return { rule, level, line, column, message, advice };
}

/** The number of findings of each level. */
export function countLevels(findings: readonly Finding[]): Readonly<Record<(typeof LEVELS)[number], number>> {
  const count = (wanted: string): number => findings.filter(({ level }) => level === wanted).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
}
