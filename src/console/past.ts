import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { type ChangeHistory, HISTORY_BOUNDS, type HistoryStep } from '../emulator/world/change-history.js';
import type { ChangeSet } from '../emulator/world/change-set.js';
import { describeChanges } from '../emulator/world/changes.js';
import { type Company, revert } from '../emulator/world/company.js';
import { companyBefore, imageBefore, joined } from '../emulator/world/past.js';
import { writeCompany } from '../emulator/world/write-company.js';
import { inSlices } from '../runtime/slices.js';
import { dateTimeOf } from '../util/date-text.js';
import { defined } from '../util/defined.js';
import { findCompany } from './find-company.js';
import { NotFound } from './not-found.js';
import { addRowReads } from './read-rows.js';
import { sendText } from './send-text.js';
import { shownImage } from './shown-image.js';

/** A change of a company, as the slider of the Company page shows it. */
export interface PastStep {
  readonly step: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  /** Undefined for a change without a request: one by hand, or one that was repeated from the log of a state file. */
  readonly request?: number;
  readonly job?: string;
  /** How many rows it changed. */
  readonly rows: number;
}

/** The changes that lead back, oldest first. */
export interface Past {
  readonly steps: readonly PastStep[];
  /** True if there were earlier changes, which have been forgotten. */
  readonly isCut: boolean;
  readonly bounds: typeof HISTORY_BOUNDS;
}

/** Routes to see a company as it was after a change, and to return to that. Step 0 is before the first change that is kept. */
export function createPastRouter({ world, history, journal, clock }: EmulatorCore): Router {
  const router = Router();
  router.get('/:id/past', (request, response) => {
    const { id } = findCompany(world, request.params.id);
    const jobs = new Map(journal.summaries().map((summary) => [summary.id, summary.job]));
    const steps = history.stepsOf(id).map((step) => toPastStep(step, jobs));
    const past: Past = { steps, isCut: history.isCut(id), bounds: HISTORY_BOUNDS };
    response.json(past);
  });
  router.get('/:id/past/:step', async (request, response) => {
    const company = findCompany(world, request.params.id);
    const image = imageBefore(company.image(), changesSince(history, company, request.params.step));
    await sendText(response, (emit) => writeCompany(shownImage(image), emit));
  });
  router.get('/:id/past/:step/changes', async (request, response) => {
    const company = findCompany(world, request.params.id);
    const { changes, isMore } = await inSlices(describeChanges(revert(company, changesSince(history, company, request.params.step))));
    // What was reverted to get there has happened since.
    const since = changes.map(({ before, after, ...change }) => defined({ ...change, before: after, after: before }));
    response.json({ changes: since, isMore });
  });
  addRowReads(
    router,
    '/:id/past/:step',
    ({ id = '', step = '' }) => {
      const company = findCompany(world, id);
      return companyBefore(company, changesSince(history, company, step));
    },
    () => dateTimeOf(clock.now()),
  );
  router.post('/:id/past/:step/restore', (request, response) => {
    const company = findCompany(world, request.params.id);
    world.commit(revert(company, changesSince(history, company, request.params.step)));
    response.status(204).end();
  });
  return router;
}

function toPastStep({ step, at, cause, changes }: HistoryStep, jobs: ReadonlyMap<number, string | undefined>): PastStep {
  const { request } = cause ?? {};
  return defined({ step, at: new Date(at).toISOString(), request, job: jobs.get(request ?? 0), rows: changes.length });
}

/** What leads from the company after a step to the company now. Throws NotFound. */
function changesSince(history: ChangeHistory, { id }: Company, step: string): ChangeSet {
  const steps = history.stepsOf(id);
  const number = Number(step);
  if (number !== 0 && !steps.some((one) => one.step === number))
    throw new NotFound(`The history of ${id} has no step ${step.slice(0, 20)}. It may have been forgotten to make room for newer ones.`);
  return joined(steps.filter((one) => one.step > number).map(({ changes }) => changes));
}
