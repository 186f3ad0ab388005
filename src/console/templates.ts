import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { renderReconciliation } from '../emulator/exports/card/render-reconciliation.js';
import { lintTemplate } from '../emulator/exports/lint/lint-template.js';
import type { Finding } from '../emulator/exports/lint/rules.js';
import { renderExport } from '../emulator/exports/render-export.js';
import { TemplateLimitError, TemplateSyntaxError, UnsupportedTemplateError } from '../emulator/templates/errors.js';
import type { IgnoredError, RenderOptions } from '../emulator/templates/render.js';
import type { Company } from '../emulator/world/company.js';
import { REPORT_STATUSES, type Report } from '../emulator/world/entities/report.js';
import { readReportID } from '../emulator/world/report-id.js';
import { nextTurn, within } from '../runtime/timer.js';
import { list } from '../util/lists.js';
import { UserError } from '../util/user-error.js';
import { findCompany } from './find-company.js';
import { readInput } from './inputs.js';
import { NotFound } from './not-found.js';

/** The most reports that a page renders a template with. */
const MAX_REPORTS = 1000;
/** A person is waiting for the result. */
const MAX_MS = 5_000;
/** As much as a page can show, which takes about half a second to render. */
const LIMITS = { output: 1_000_000, steps: 5_000_000 };
/** For all pages together. One more cancels the oldest. */
const MAX_RENDERS = 4;

/** More than a person reads while typing. */
const MAX_FINDINGS = 100;

const renderInput = z.strictObject({
  company: z.string(),
  template: z.string(),
  kind: z.enum(['export', 'reconciliation']).default('export'),
  /** Ids. Default: all reports, or all with the status. A reconciliation always uses all cards. */
  reports: list(z.string()).max(MAX_REPORTS).optional(),
  status: z.enum(REPORT_STATUSES).optional(),
});
type RenderInput = z.output<typeof renderInput>;

/** Why a template has no output. */
export interface TemplateProblem {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export interface RenderedTemplate {
  readonly output?: string;
  readonly problem?: TemplateProblem;
  /** Errors that the service would ignore; the first 1,000. */
  readonly errors: readonly IgnoredError[];
  readonly errorCount: number;
  /** The number of reports or cards that the template was rendered with. */
  readonly count: number;
  /** The first 100 lint findings. Mistakes that prevent parsing are in `problem` instead. */
  readonly findings: readonly Finding[];
}

class GivenUp extends UserError {
  override readonly name = 'GivenUp';
  readonly status = 409;
}

/** Renders templates with a company's data. */
export function createTemplateRouter({ world, clock }: EmulatorCore): Router {
  const router = Router();
  const running = new Set<AbortController>();
  router.post('/render', async (request, response) => {
    const input = readInput(renderInput, request.body);
    const company = findCompany(world, input.company);
    const [oldest] = running;
    if (running.size >= MAX_RENDERS) oldest?.abort(new GivenUp('Too many templates are being rendered at the same time. Try again.'));
    const rendering = new AbortController();
    // A page closes its connection when the template has changed.
    response.on('close', () => rendering.abort(new GivenUp('The page closed the connection.')));
    running.add(rendering);
    try {
      const findings = findingsOf(input);
      // Linting and rendering a long template both take a while.
      await nextTurn();
      const options = { now: clock.now(), signal: rendering.signal, limits: LIMITS };
      const result = await within(renderTemplate(company, input, options), MAX_MS, TOO_LONG);
      // Does nothing if rendering has finished, and stops it if it took too long.
      rendering.abort(new GivenUp(TOO_LONG.problem.message));
      response.json({ ...result, findings });
    } finally {
      running.delete(rendering);
    }
  });
  return router;
}

const UNPARSED: readonly string[] = ['syntax-error', 'unsupported-feature', 'too-long'];

function findingsOf({ template, kind }: RenderInput): readonly Finding[] {
  return lintTemplate(template, { dialect: kind })
    .filter(({ rule }) => !UNPARSED.includes(rule))
    .slice(0, MAX_FINDINGS);
}

const TOO_LONG = { problem: { message: `Rendering was stopped after ${MAX_MS / 1000} s.` }, errors: [], errorCount: 0, count: 0 };

/** A template with an error is a normal result, because the user may still be typing. */
async function renderTemplate(company: Company, input: RenderInput, options: RenderOptions): Promise<Omit<RenderedTemplate, 'findings'>> {
  const { template, kind } = input;
  try {
    if (kind === 'reconciliation') {
      const cards = Array.from(company.domainCards.values(), (card) => ({
        card,
        expenses: [...company.expenses.list('cardID', card.cardID)],
      }));
      const { output, errors, errorCount } = await renderReconciliation(template, company, cards, options);
      return { output, errors, errorCount, count: cards.length };
    }
    const reports = reportsOf(company, input);
    const { output, errors, errorCount } = await renderExport(template, company, reports, options);
    return { output, errors, errorCount, count: reports.length };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { problem, errors: [], errorCount: 0, count: 0 };
  }
}

/** Throws NotFound. */
function reportsOf(company: Company, { reports, status }: RenderInput): readonly Report[] {
  if (reports !== undefined) return reports.map((id) => reportOf(company, id));
  const found: Report[] = [];
  for (const report of company.reports.values()) {
    if (status !== undefined && report.status !== status) continue;
    if (found.push(report) === MAX_REPORTS) break;
  }
  return found;
}

function reportOf({ name, reports }: Company, id: string): Report {
  const report = reports.get(readReportID(id) ?? id);
  if (report === undefined) throw new NotFound(`${name} has no report ${id.slice(0, 80)}.`);
  return report;
}

function problemOf(error: unknown): TemplateProblem | undefined {
  if (error instanceof TemplateSyntaxError) return { message: error.problem, ...error.place };
  if (error instanceof UnsupportedTemplateError) return { message: `${error.feature} is not supported by the emulator.`, ...error.place };
  return error instanceof TemplateLimitError ? { message: error.message } : undefined;
}
