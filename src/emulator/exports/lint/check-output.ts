import { parse } from '../../templates/syntax/parse-template.js';
import type { Report } from '../../world/entities/report.js';
import type { ModelRows } from '../model-view.js';
import { BATCH_SIZE, renderExport } from '../render-export.js';
import { toFinding } from './lint-template.js';
import { guessFormat } from './output-context.js';
import type { Finding } from './rules.js';

const MAX_SHOWN = 60;

/**
 * Renders a JSON template with one report and with all of them, in one batch, and reports invalid JSON in the output.
 * `template` must be one that `lintTemplate` could parse. Other formats have no findings.
 */
export async function checkOutput(template: string, rows: ModelRows, reports: readonly Report[], now: number): Promise<readonly Finding[]> {
  if (guessFormat(parse(template)) !== 'json') return [];
  for (const count of new Set([1, 2, Math.min(reports.length, BATCH_SIZE)])) {
    const { output } = await renderExport(template, rows, reports.slice(0, count), { now, batchSize: count });
    const problem = jsonProblem(output);
    if (problem === undefined) continue;
    const message = `With ${count === 1 ? 'one report' : `${count} reports`}, the output is invalid JSON: ${problem}`;
    return [toFinding({ rule: 'invalid-json', line: 1, column: 1, message })];
  }
  return [];
}

function jsonProblem(output: string): string | undefined {
  const problem = parseProblem(output);
  if (problem === undefined) return undefined;
  // One JSON value per line is fine.
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => parseProblem(line) === undefined) ? undefined : problem;
}

function parseProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
    const around = text.slice(Math.max(0, position - MAX_SHOWN / 2), position + MAX_SHOWN / 2).replace(/\s+/g, ' ');
    return `the error is near ${JSON.stringify(around)}.`;
  }
}
