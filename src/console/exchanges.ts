import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator.js';
import { decodedJob } from '../journal/decoded-job.js';
import type { Journal, JournalEntry } from '../journal/journal.js';
import { inSlices } from '../runtime/slices.js';
import { journalQuery } from './inputs.js';
import { curlOf, interactionOf, stubOf } from './make-of-exchange.js';
import { NotFound } from './not-found.js';
import { type KnownSecrets, replayRequest, withSecret } from './replay.js';

const curlQuery = z.strictObject({ secret: z.literal('shown').optional() });

/** What the page of requests asks: a line for each exchange, one whole, and what can be made of it. */
export function createExchangeRouter(core: EmulatorCore, endpoint: string): Router {
  const { journal } = core;
  const secrets: KnownSecrets = (partnerUserID) => core.directory.secretOf(partnerUserID);
  const router = Router();
  router.get('/', async (request, response) => {
    const { limit, after, ...filter } = journalQuery.parse(request.query);
    const ids = await inSlices(journal.findIDs(filter));
    response.json({
      exchanges: journal
        .summaries()
        .filter(({ id }) => id > after && ids.has(id))
        .slice(-limit),
    });
  });
  router.get('/:id', (request, response) => {
    const entry = find(journal, request.params.id);
    response.json({ ...entry, decodedJob: decodedJob(entry) });
  });
  router.get('/:id/curl', (request, response) => {
    const entry = find(journal, request.params.id);
    const isShown = curlQuery.parse(request.query).secret === 'shown';
    response.type('text/plain').send(curlOf(isShown ? withSecret(entry, secrets) : entry, endpoint));
  });
  router.get('/:id/interaction', (request, response) => {
    response.type('text/plain').send(interactionOf(find(journal, request.params.id)));
  });
  router.get('/:id/stub', (request, response) => {
    response.json(stubOf(find(journal, request.params.id)));
  });
  router.post('/:id/replay', async (request, response) => {
    const { status } = await core.handle(replayRequest(withSecret(find(journal, request.params.id), secrets)));
    // The journal's newest is the answer just given, unless somebody was quicker.
    response.json({ status, id: journal.summaries().at(-1)?.id });
  });
  return router;
}

function find(journal: Journal, id: string): JournalEntry {
  const entry = journal.entry(Number(id));
  if (entry === undefined) throw new NotFound(`The journal has no exchange ${id}, or has dropped it since.`);
  return entry;
}
