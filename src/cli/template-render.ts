import { renderReconciliation } from '../emulator/exports/card/render-reconciliation.js';
import type { Absent } from '../emulator/exports/model-view.js';
import { renderExport } from '../emulator/exports/render-export.js';
import { TemplateSyntaxError, UnsupportedTemplateError } from '../emulator/templates/errors.js';
import { type IgnoredError, type Rendered, TemplateRuntimeError } from '../emulator/templates/render.js';
import type { Company } from '../emulator/world/company.js';
import type { Report } from '../emulator/world/entities/report.js';
import { readReportID } from '../emulator/world/report-id.js';
import { createClock } from '../runtime/clock.js';
import { countOf } from '../util/count-of.js';
import { suggest } from '../util/suggest.js';
import { terminalText } from '../util/terminal-text.js';
import { readTextFile } from './read-text-file.js';
import { seedCompany } from './seed-company.js';
import { UsageError } from './usage-error.js';

export interface RenderFlags {
  readonly seed?: string;
  readonly company?: string;
  readonly reports?: readonly string[];
  readonly reconciliation?: boolean;
  readonly format?: string;
  readonly absent?: Absent;
  readonly batchSize?: string;
  readonly clock?: string;
  readonly strict?: boolean;
}

/** Prints the output of a template to stdout and the errors that the service ignores to stderr; 1 when a strict run fails. */
export async function templateRender(file: string, flags: RenderFlags): Promise<number> {
  if (flags.reconciliation === true && flags.reports !== undefined)
    throw new UsageError('--reports does not work with --reconciliation, which lists company cards.');
  const template = await readTextFile(file);
  const company = await seedCompany(flags);
  try {
    const { output, errors, errorCount } = await render(template, company, flags);
    process.stdout.write(process.stdout.isTTY ? terminalText(output) : output);
    process.stderr.write(terminalText(ignoredText(file, errors, errorCount)));
    return 0;
  } catch (error) {
    const isOfTemplate = error instanceof TemplateSyntaxError || error instanceof UnsupportedTemplateError;
    if (isOfTemplate) throw new UsageError(`${file}: ${error.message}`);
    if (!(error instanceof TemplateRuntimeError)) throw error;
    process.stderr.write(terminalText(`${errorLine(file, error.problem)}\n`));
    return 1;
  }
}

function render(template: string, company: Company, flags: RenderFlags): Promise<Rendered> {
  const options = { now: createClock(flags.clock).now(), strict: flags.strict === true };
  if (flags.reconciliation === true) {
    const cards = [...company.domainCards.values()].map((card) => ({ card, expenses: [...company.expenses.list('cardID', card.cardID)] }));
    return renderReconciliation(template, company, cards, { ...options, isCsv: (flags.format ?? 'csv') === 'csv' });
  }
  return renderExport(template, company, chosenReports(company, flags.reports), {
    ...options,
    ...(flags.absent !== undefined && { absent: flags.absent }),
    ...(flags.batchSize !== undefined && { batchSize: readBatchSize(flags.batchSize) }),
  });
}

function readBatchSize(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--batch-size must be a whole number greater than 0, not '${text}'.`);
  return Number(text);
}

function chosenReports(company: Company, lists: readonly string[] | undefined): Report[] {
  const all = [...company.reports.values()];
  if (lists === undefined) return all;
  const ids = lists.flatMap((list) => list.split(',').map((id) => id.trim())).filter((id) => id !== '');
  return ids.map((id) => {
    const report = company.reports.get(readReportID(id) ?? id);
    if (report !== undefined) return report;
    const known = all.map(({ reportID }) => reportID);
    throw new UsageError(
      `--reports: ${company.name} has no report '${id}'${suggest(id, known, `; it has ${known.slice(0, 20).join(', ')}.`)}`,
    );
  });
}

/** Errors of one place, in a loop for example, are one line. */
function ignoredText(file: string, errors: readonly IgnoredError[], errorCount: number): string {
  if (errorCount === 0) return '';
  const lines = new Map<string, number>();
  for (const error of errors) {
    const line = errorLine(file, error);
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  const shown = [...lines].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
  return `${[...shown, `${countOf(errorCount, 'error')} ignored. Nothing was printed in place of ${errorCount === 1 ? 'it' : 'them'}.`].join('\n')}\n`;
}

function errorLine(file: string, { line, column, message, source }: IgnoredError): string {
  return `${file}:${line}:${column}: ${message} ${source.replace(/\s+/g, ' ')}`;
}
