import { TemplateLimitError } from '../templates/errors.js';
import { type IgnoredError, type RenderOptions, render } from '../templates/render.js';
import { parse } from '../templates/syntax/parse-template.js';
import type { Report } from '../world/entities/report.js';
import { exportModel } from './export-model.js';
import type { Absent, ModelRows } from './model-view.js';

/**
 * How many reports one run of the template gets. It is documented that exports run in batches (`addHeader` is true only for
 * the first); the number of reports in a batch is assumed.
 */
export const BATCH_SIZE = 200;

export interface RenderExportOptions extends RenderOptions {
  /** The number of reports in a batch. Default: BATCH_SIZE. */
  readonly batchSize?: number;
  /** What a template gets if there is no value. Default: `empty`. */
  readonly absent?: Absent;
}

export interface RenderedExport {
  readonly output: string;
  /** The first 1,000 errors that the service ignores, from all batches. */
  readonly errors: readonly IgnoredError[];
  readonly errorCount: number;
  readonly batches: number;
}

const MAX_OUTPUT = 50_000_000;
const MAX_ERRORS = 1_000;

/**
 * Renders an export template with reports as the service does: in batches whose outputs are joined, with `addHeader` true
 * for the first batch. Without reports, the template runs once. The output limit applies to all batches together.
 * Throws TemplateSyntaxError, UnsupportedTemplateError, TemplateLimitError; TemplateRuntimeError if strict.
 * @example const { output, errors } = await renderExport(template, company, reports, { now: clock.now() });
 */
export async function renderExport(
  template: string,
  rows: ModelRows,
  reports: readonly Report[],
  { batchSize = BATCH_SIZE, absent, ...options }: RenderExportOptions = {},
): Promise<RenderedExport> {
  const parsed = parse(template);
  const outputs: string[] = [];
  const errors: IgnoredError[] = [];
  let errorCount = 0;
  const limit = options.limits?.output ?? MAX_OUTPUT;
  let length = 0;
  for (let start = 0; start === 0 || start < reports.length; start += batchSize) {
    const model = exportModel(rows, reports.slice(start, start + batchSize), { addHeader: start === 0, absent });
    const rendered = await render(parsed, model, options);
    outputs.push(rendered.output);
    length += rendered.output.length;
    if (length > limit) throw new TemplateLimitError(`The export has more than ${limit} characters.`);
    errorCount += rendered.errorCount;
    errors.push(...rendered.errors.slice(0, MAX_ERRORS - errors.length));
  }
  return { output: outputs.join(''), errors, errorCount, batches: outputs.length };
}
