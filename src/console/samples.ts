import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { runnableJobs } from '../jobs/runnable-jobs.js';
import { answerId, type JobDefinition } from '../protocol/define-job.js';
import type { Sample } from '../protocol/samples.js';
import { suggest } from '../util/suggest.js';
import { faultInput, readInput } from './inputs.js';
import { NotFound } from './not-found.js';
import { sampleRequest } from './sample-request.js';

/** A sample as a list shows it. */
export interface ListedSample {
  readonly name: string;
  readonly about: string;
  readonly job: string;
  /** `update employees/updated`: the answer it leads to. */
  readonly answer: string;
}

/** Every sample of every job, in the order of the catalogue. */
export function listSamples(): ListedSample[] {
  return runnableJobs.flatMap(({ definition: job, samples }) =>
    Object.entries(samples).map(([name, { about, answer }]) => {
      return { name, about, job: job.name, answer: answer.includes('/') ? answer : answerId(job, answer) };
    }),
  );
}

/** What `POST /samples/NAME` returns. */
export interface SentSample {
  /** The journal's ids of the requests, in the order they were sent. */
  readonly exchanges: readonly number[];
}

/** `GET /samples` lists the sample requests, and `POST /samples/NAME` sends one through the emulator's API. */
export function createSampleRouter(core: EmulatorCore, endpoint: string): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({ samples: listSamples() });
  });
  // One after the other: the next entry of the journal has to be that of the sample.
  let last: Promise<unknown> = Promise.resolve();
  router.post('/:name', async (request, response) => {
    const sent = last.then(() => sendSample(request.params.name, core, endpoint));
    last = sent.catch(() => {});
    response.json(await sent);
  });
  return router;
}

/** Throws NotFound for an unknown name, and SampleError if the companies do not have what the sample needs. */
async function sendSample(name: string, core: EmulatorCore, endpoint: string): Promise<SentSample> {
  const found = runnableJobs.find(({ samples }) => Object.hasOwn(samples, name));
  const sample = found?.samples[name];
  if (found === undefined || sample === undefined) {
    const names = listSamples().map((each) => each.name);
    throw new NotFound(`Unknown sample '${name.slice(0, 80)}'${suggest(name, names, '. GET /_emulator/samples lists them.')}`);
  }
  const { definition: job, samples } = found;
  const first = sample.after === undefined ? undefined : samples[sample.after];
  const isReady = first === undefined || (await changesAnything(job, sample, core, endpoint));
  const exchanges = isReady || first === undefined ? [] : [await send(job, first, core, endpoint)];
  return { exchanges: [...exchanges, await send(job, sample, core, endpoint)] };
}

async function changesAnything(job: JobDefinition, sample: Sample, core: EmulatorCore, endpoint: string): Promise<boolean> {
  const { changes } = await core.rehearse(await sampleRequest(job, sample, core, endpoint));
  return changes.length > 0;
}

/** Returns the id of the exchange. */
async function send(job: JobDefinition, sample: Sample, core: EmulatorCore, endpoint: string): Promise<number> {
  const request = await sampleRequest(job, sample, core, endpoint);
  const fault = sample.fault;
  const input = fault === undefined ? undefined : readInput(faultInput, { preset: fault, job: job.name, times: 1 });
  const armed = input && (await core.alone(() => core.faults.add(input)));
  let id = 0;
  const stop = core.journal.follow((summary) => {
    // A request of somebody else may be recorded meanwhile. One that is refused early has no job.
    if (id === 0 && summary.process === core.sharing?.process && (summary.job ?? job.name) === job.name) id = summary.id;
  });
  try {
    await core.handle(request);
    return id;
  } finally {
    stop();
    if (armed !== undefined) await core.alone(() => core.faults.remove(armed.id));
  }
}
