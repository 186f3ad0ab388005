import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import type { JournalEntry } from '../emulator/journal/journal.js';
import type { WorldChange } from '../emulator/world/changes.js';
import { inSlices } from '../runtime/slices.js';
import { findCompany } from './find-company.js';
import { readInput } from './inputs.js';

/** A request that changed something about a person. */
export interface PersonChange {
  readonly id: number;
  readonly at: string;
  readonly job?: string;
  readonly changes: readonly WorldChange[];
}

const historyQuery = z.strictObject({ email: z.string().min(1).max(320) });
/** The newest ones. */
const MAX_REQUESTS = 100;

/** `GET /companies/ID/history?email=…` returns the requests of the journal that changed a person, newest first. */
export function createHistoryRouter({ world, journal }: EmulatorCore): Router {
  const router = Router();
  router.get('/:id/history', async (request, response) => {
    const { id: company } = findCompany(world, request.params.id);
    const { email } = readInput(historyQuery, request.query);
    const entries = await inSlices(journal.find({ company }));
    const history = entries
      .reverse()
      .flatMap((entry) => changeOf(entry, email))
      .slice(0, MAX_REQUESTS);
    response.json({ history });
  });
  return router;
}

function changeOf({ id, at, job, changes = [] }: JournalEntry, email: string): PersonChange[] {
  const own = changes.filter(({ key }) => key === email || key.endsWith(`/${email}`));
  return own.length === 0 ? [] : [{ id, at, ...(job !== undefined && { job }), changes: own }];
}
