import { type Request, type Response, Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { isFailed } from '../emulator/journal/summary.js';
import { runnableJobs } from '../jobs/runnable-jobs.js';
import type { About } from './about.js';

/** What every page of the console shows at its top. */
export interface Overview extends Omit<About, 'pid'> {
  /** ISO 8601, by the emulator's clock. */
  readonly now: string;
  readonly isStopped: boolean;
  readonly requests: number;
  readonly failed: number;
  /** Armed faults that can still fire. */
  readonly faults: number;
  readonly mails: number;
  /** A job that changes nothing, to try the emulator with. Its credentials are left out. */
  readonly job: object;
}

export function createOverviewRouter({ clock, journal, faults, outbox }: EmulatorCore, { version, endpoint }: About): Router {
  const router = Router();
  router.get('/overview', (_request: Request, response: Response) => {
    const summaries = journal.summaries();
    const overview: Overview = {
      version,
      endpoint,
      now: new Date(clock.now()).toISOString(),
      isStopped: clock.isStopped,
      requests: summaries.length,
      failed: summaries.filter(isFailed).length,
      faults: faults.list().filter(({ times, fired }) => times === undefined || fired < times).length,
      mails: outbox.list().length,
      job: harmlessJob(),
    };
    response.json(overview);
  });
  return router;
}

/** The job of the sample `list`. */
function harmlessJob(): object {
  const definition = runnableJobs.find(({ samples }) => Object.hasOwn(samples, 'list'))?.definition;
  return { type: definition?.type, inputSettings: { type: definition?.subtype } };
}
