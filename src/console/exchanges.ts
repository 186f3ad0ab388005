import { Router } from 'express';
import { z } from 'zod';
import type { EmulatorCore } from '../emulator/emulator.js';
import { decodedJob } from '../emulator/journal/decoded-job.js';
import type { Journal, JournalEntry } from '../emulator/journal/journal.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { inSlices } from '../runtime/slices.js';
import { editedEntry } from './edit-exchange.js';
import { outcomeOf } from './explain/outcome.js';
import { whyOf } from './explain/why.js';
import { editInput, idsQuery, journalQuery, readInput, replayInput } from './inputs.js';
import { interactionOf } from './interaction-of-exchange.js';
import { fetchOf, testOf } from './make-code.js';
import { curlOf, stubOf } from './make-of-exchange.js';
import { NotFound } from './not-found.js';
import { assertWhole, previewReplay, replay, withSecret } from './replay.js';
import { ReplayError } from './replay-error.js';
import { sendList } from './send-list.js';

/** Only the company page shows tokens. */
const TOKEN_STAYS =
  'The curl command of a SCIM request takes the token from $SCIM_TOKEN. Reveal the token on the company page, and set SCIM_TOKEN to it.';

const curlQuery = z.strictObject({ secret: z.literal('shown', 'must be "shown" or left out').optional() });

/** Routes for the Requests page: a summary of each exchange, one exchange in full, and its exports. */
export function createExchangeRouter(core: EmulatorCore, endpoint: string): Router {
  const { journal } = core;
  const router = Router();
  router.get('/', async (request, response) => {
    const { limit, after, ...filter } = readInput(journalQuery, request.query);
    const ids = await inSlices(journal.findIDs(filter));
    response.json({
      exchanges: journal
        .summaries()
        .filter(({ id }) => id > after && ids.has(id))
        .slice(-limit),
    });
  });
  router.get('/outcomes', async (request, response) => {
    const { ids } = readInput(idsQuery, request.query);
    const entries = ids.flatMap((id) => journal.entry(id) ?? []);
    await sendList(response, 'outcomes', entries, (entry) => outcomeOf(entry, core.world));
  });
  router.get('/:id', (request, response) => {
    const entry = find(journal, request.params.id);
    const isCut = journal.summaries().find(({ id }) => id === entry.id)?.isCut;
    response.json({ ...entry, isCut, decodedJob: decodedJob(entry), outcome: outcomeOf(entry, core.world), why: whyOf(entry) });
  });
  router.get('/:id/curl', (request, response) => {
    const { secret } = readInput(curlQuery, request.query);
    response.type('text/plain').send(curlOf(sendable(find(journal, request.params.id), core, secret === 'shown'), endpoint));
  });
  router.get('/:id/interaction', (request, response) => {
    response.type('text/plain').send(interactionOf(find(journal, request.params.id)));
  });
  router.get('/:id/stub', (request, response) => {
    response.json(stubOf(find(journal, request.params.id)));
  });
  router.get('/:id/fetch', (request, response) => {
    response.type('text/plain').send(fetchOf(sendable(find(journal, request.params.id), core, false), endpoint));
  });
  router.get('/:id/test', (request, response) => {
    response.type('text/plain').send(testOf(sendable(find(journal, request.params.id), core, false)));
  });
  router.post('/:id/replay/preview', async (request, response) => {
    const edit = readInput(editInput, request.body ?? {});
    const { isMore, ...preview } = await previewReplay(editedEntry(find(journal, request.params.id), edit), core, endpoint);
    response.json({ ...preview, ...(isMore && { hasMoreChanges: true }) });
  });
  router.post('/:id/replay', async (request, response) => {
    const { confirm, ...edit } = readInput(replayInput, request.body ?? {});
    const status = await replay(editedEntry(find(journal, request.params.id), edit), core, confirm, endpoint);
    // The newest exchange is this replay, unless another request arrived in between.
    response.json({ status, id: journal.summaries().at(-1)?.id });
  });
  return router;
}

/** Returns the exchange if it can be sent again unchanged. Throws ReplayError. */
function sendable(entry: JournalEntry, { directory }: EmulatorCore, isSecretShown: boolean): JournalEntry {
  assertWhole(entry);
  if (isScimURL(entry.request.url)) {
    if (isSecretShown) throw new ReplayError(TOKEN_STAYS);
    return entry;
  }
  return isSecretShown ? withSecret(entry, (id) => directory.secretOf(id)) : entry;
}

function find(journal: Journal, id: string): JournalEntry {
  const entry = journal.entry(Number(id));
  if (entry === undefined) throw new NotFound(`The journal has no exchange ${id}. It may have been dropped to make room for newer ones.`);
  return entry;
}
