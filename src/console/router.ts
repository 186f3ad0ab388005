import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { PRESETS, type Preset, targetOf } from '../emulator/faults/presets.js';
import { scimUrlOf } from '../emulator/fetch-door.js';
import { decodedJob } from '../emulator/journal/decoded-job.js';
import { parseSeedInSteps } from '../emulator/seeds/parse.js';
import { JOB_NAMES } from '../jobs/catalogue.js';
import { describeEvidence } from '../protocol/evidence.js';
import { SCIM_NAMES } from '../protocol/scim/operations.js';
import { inSlices } from '../runtime/slices.js';
import { problem } from '../server/console-access.js';
import type { About } from './about.js';
import { createCompanyRouter } from './companies.js';
import { createContractRouter } from './contracts.js';
import { createCredentialRouter } from './credentials.js';
import { createDocsRouter } from './docs.js';
import { createEventStream } from './events.js';
import { createExchangeRouter } from './exchanges.js';
import { createFlowRouter } from './flows.js';
import { clockInput, faultInput, journalQuery, rateLimitInput, readInput, seedInput, verifyInput } from './inputs.js';
import { METRICS_TYPE, renderMetrics } from './metrics.js';
import { createOverviewRouter } from './overview.js';
import { PAGE_TEXTS } from './page-texts.js';
import { createFieldRouter } from './row-fields.js';
import { createSampleRouter } from './samples.js';
import { STEPS_OF_A_LONG_ITEM, sendList } from './send-list.js';
import { sendProblem } from './send-problem.js';
import { sendText } from './send-text.js';
import { createSnapshotRouter } from './snapshots.js';
import { createTemplateRouter } from './templates.js';

/** The admin API. The app turns every error thrown here into problem details. */
export function createRouter(core: EmulatorCore, about: About, closing: AbortSignal): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    // This route needs no token, so the response does not contain the path of the state file.
    if (core.stateProblem() === undefined) response.json({ status: 'ok' });
    else response.status(503).json({ status: 'degraded', problem: 'The state cannot be written. The last changes are in memory only.' });
  });
  router.get('/info', (_request, response) => {
    response.json(about);
  });
  router.get('/jobs', (_request, response) => {
    response.json({ jobs: JOB_NAMES, scim: SCIM_NAMES });
  });
  router.get('/texts', (_request, response) => {
    response.json(PAGE_TEXTS);
  });
  router.get('/metrics', (_request, response) => {
    response.type(METRICS_TYPE).send(renderMetrics(core));
  });
  router.post('/reset', async (_request, response) => {
    await core.resetInSlices();
    response.status(204).end();
  });
  router.post('/seed', async (request, response) => {
    const input = readInput(seedInput, request.body);
    await core.seed(typeof input.seed === 'string' ? input.seed : await inSlices(parseSeedInSteps(input, 'the body')));
    response.status(204).end();
  });
  addState(router, core);
  addJournal(router, core);
  addFaults(router, core);
  addClock(router, core);
  addRateLimit(router, core);
  addOutbox(router, core);
  router.get('/scim', (_request, response) => {
    const access = core.domains.scimAccess();
    if (access === undefined)
      sendProblem(response, problem(404, 'Not found', 'No domain is set up for SCIM. Start the emulator with --scim.'));
    // Only GET companies/ID/domains/DOMAIN/token returns the token.
    else response.json({ url: scimUrlOf(about.endpoint), company: access.company, domain: access.domain });
  });
  router.use(createOverviewRouter(core, about));
  router.use('/credentials', createCredentialRouter(core));
  router.use('/snapshots', createSnapshotRouter(core));
  router.use('/docs', createDocsRouter());
  router.use('/fields', createFieldRouter());
  router.use('/companies', createCompanyRouter(core, about.endpoint));
  router.use('/exchanges', createExchangeRouter(core, about.endpoint));
  router.use('/samples', createSampleRouter(core, about.endpoint));
  router.use('/contracts', createContractRouter());
  router.use('/flows', createFlowRouter(core));
  router.use('/templates', createTemplateRouter(core));
  router.get('/events', createEventStream(core, closing));
  return router;
}

function addState(router: Router, core: EmulatorCore): void {
  router.get('/state', async (_request, response) => {
    await sendText(response, core.writeSnapshot);
  });
  router.put('/state', async (request, response) => {
    await core.restoreInSlices(request.body);
    response.status(204).end();
  });
}

function addJournal(router: Router, { journal, advisories }: EmulatorCore): void {
  router.get('/journal', async (request, response) => {
    const { limit, after, ...filter } = readInput(journalQuery, request.query);
    // A client that polls continues after its last id. Others want the newest entries.
    const entries = await inSlices(journal.find(filter, { after, limit }));
    await sendList(response, 'entries', entries, (entry) => ({ ...entry, decodedJob: decodedJob(entry) }));
  });
  router.delete('/journal', (_request, response) => {
    journal.clear();
    response.status(204).end();
  });
  router.post('/journal/verify', async (request, response) => {
    const { exactly, atLeast = 0, atMost = Number.POSITIVE_INFINITY, ...filter } = readInput(verifyInput, request.body);
    const { size: count } = await inSlices(journal.findIDs(filter));
    response.json({ count, isSatisfied: exactly === undefined ? count >= atLeast && count <= atMost : count === exactly });
  });
  router.get('/advisories', (_request, response) => {
    response.json({ advisories: advisories() });
  });
}

function addFaults(router: Router, { faults }: EmulatorCore): void {
  router.get('/presets', (_request, response) => {
    const presets: readonly (readonly [string, Preset])[] = Object.entries(PRESETS);
    response.json({
      presets: presets.map(([name, preset]) => ({
        name,
        describe: preset.describe,
        evidence: describeEvidence(preset),
        target: targetOf(name, preset),
      })),
    });
  });
  router.get('/faults', async (_request, response) => {
    await sendList(response, 'faults', faults.list(), (fault) => fault, STEPS_OF_A_LONG_ITEM);
  });
  router.post('/faults', (request, response) => {
    response.status(201).json(faults.add(readInput(faultInput, request.body)));
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  router.delete('/faults/:id', (request, response) => {
    if (faults.remove(request.params.id)) response.status(204).end();
    else sendProblem(response, problem(404, 'Not found', `No fault ${request.params.id} is armed.`));
  });
}

function addClock(router: Router, { clock }: EmulatorCore): void {
  const shown = () => ({ now: new Date(clock.now()).toISOString(), isStopped: clock.isStopped });
  router.get('/clock', (_request, response) => {
    response.json(shown());
  });
  router.post('/clock', (request, response) => {
    const input = readInput(clockInput, request.body);
    if ('set' in input) clock.set(input.set);
    else if ('advance' in input) clock.advance(input.advance);
    else clock.resume();
    response.json(shown());
  });
}

function addRateLimit(router: Router, { rateLimit }: EmulatorCore): void {
  router.get('/rate-limit', (_request, response) => {
    response.json({ mode: rateLimit.mode });
  });
  router.post('/rate-limit', (request, response) => {
    rateLimit.setMode(readInput(rateLimitInput, request.body).mode);
    response.json({ mode: rateLimit.mode });
  });
}

function addOutbox(router: Router, { outbox }: EmulatorCore): void {
  router.get('/outbox', (_request, response) => {
    response.json({ mails: outbox.list() });
  });
  router.delete('/outbox', (_request, response) => {
    outbox.clear();
    response.status(204).end();
  });
}
