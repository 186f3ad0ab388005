import { checkOutput } from '../emulator/exports/lint/check-output.js';
import { countLevels, type LintOptions, lintTemplate } from '../emulator/exports/lint/lint-template.js';
import { type Finding, RULES } from '../emulator/exports/lint/rules.js';
import type { Company } from '../emulator/world/company.js';
import { createClock } from '../runtime/clock.js';
import { countOf } from '../util/count-of.js';
import { messageOf } from '../util/error-message.js';
import { terminalText } from '../util/terminal-text.js';
import { UserError } from '../util/user-error.js';
import { readTextFile } from './read-text-file.js';
import { seedCompany } from './seed-company.js';

export interface LintFlags {
  readonly format?: NonNullable<LintOptions['format']>;
  readonly reconciliation?: boolean;
  readonly seed?: string;
  readonly company?: string;
  readonly json?: boolean;
}

interface Linted {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly error?: string;
}

/** Prints what the lints find; exit code 1 when one is an error, 2 if a file cannot be read. */
export async function templateLint(files: readonly string[], flags: LintFlags): Promise<number> {
  const company = await seedCompany(flags);
  const linted: Linted[] = [];
  for (const file of files) linted.push(await lintFile(file, company, flags));
  const read = linted.filter(({ error }) => error === undefined);
  if (flags.json === true) process.stdout.write(`${JSON.stringify(linted)}\n`);
  else if (read.length > 0) process.stdout.write(terminalText(lintText(read)));
  for (const { error } of linted) if (error !== undefined) process.stderr.write(terminalText(`expensify-emulator: ${error}\n`));
  if (read.length < linted.length) return 2;
  return linted.some(({ findings }) => findings.some(({ level }) => level === 'error')) ? 1 : 0;
}

async function lintFile(file: string, company: Company, { format, reconciliation }: LintFlags): Promise<Linted> {
  let template: string;
  try {
    template = await readTextFile(file);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { file, findings: [], error: messageOf(error) };
  }
  const dialect = reconciliation === true ? 'reconciliation' : undefined;
  const findings = lintTemplate(template, { ...(dialect && { dialect }), ...(format && { format }) });
  return { file, findings: [...findings, ...(await tried(template, findings, company))] };
}

/** A mistake that was found by reading is not found again by rendering. */
async function tried(template: string, findings: readonly Finding[], company: Company): Promise<readonly Finding[]> {
  const isReconciliation = /<#list\s+cards\b/.test(template);
  if (isReconciliation || findings.some(({ level, rule }) => level === 'error' || rule === 'unsupported-feature')) return [];
  return checkOutput(template, company, [...company.reports.values()], createClock().now());
}

function lintText(linted: readonly Linted[]): string {
  const lines = linted.flatMap(({ file, findings }) =>
    findings.flatMap(({ rule, level, line, column, message, advice }) => [
      `${file}:${line}:${column}: ${level} ${rule}`,
      `  ${message.replace(/\s+/g, ' ')}`,
      `  Why: ${RULES[rule].why}`,
      `  Fix: ${advice}`,
      '',
    ]),
  );
  const { error, warning, note } = countLevels(linted.flatMap(({ findings }) => findings));
  const counts = [countOf(error, 'error'), countOf(warning, 'warning'), countOf(note, 'note')];
  return `${[...lines, `${counts.join(', ')} in ${countOf(linted.length, 'file')}`].join('\n')}\n`;
}
