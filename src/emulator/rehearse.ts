import { JobError } from '../protocol/job-error.js';
import { IDs } from '../runtime/ids.js';
import { createRandom } from '../runtime/random.js';
import { createAdvisoryList } from './advisories/advise.js';
import type { JobBody, JobContext } from './implement.js';
import type { Parts } from './parts.js';
import { readJob } from './read-job.js';
import { resolveJob } from './resolve-job.js';
import { decode, refuseRoute } from './wire/decode.js';
import type { WireRequest } from './wire/message.js';

type Noted = Parameters<JobContext['noteChanges']>[0];

/** What a request would do. */
export interface Rehearsal extends Noted {
  readonly job?: string;
  /** True if it is not a dry run: the request may send emails even if it changes no member. */
  readonly writes: boolean;
  /** The body of the response. Undefined for a refused request. */
  readonly answer?: JobBody;
}

const NOTHING = { changes: [], isMore: false, writes: false } as const;

/**
 * `handle` without side effects: rate limit, faults, journal, outbox and random numbers stay as they are, and the changes
 * of a job are noted and discarded. A request that would be refused changes nothing.
 */
export async function rehearse(parts: Parts, request: WireRequest): Promise<Rehearsal> {
  if (refuseRoute(request) !== undefined) return NOTHING;
  const { advise } = createAdvisoryList();
  let noted: Noted & Pick<Rehearsal, 'writes'> = NOTHING;
  try {
    const { fields, isMultipart } = decode(request, advise);
    const job = readJob(fields, advise);
    const { company, account } = parts.authenticate(job);
    const { name, runnable } = resolveJob(job, parts.jobs, advise);
    if (runnable === undefined) return { ...NOTHING, job: name };
    const context: JobContext = {
      // A separate, fixed source of random numbers, so two rehearsals of one world give the same result.
      parts: { ...parts, ids: new IDs(createRandom(0)) },
      company,
      account,
      standing: () => parts.authenticate(job),
      fields,
      isMultipart,
      advise,
      noteChanges: (changes) => {
        noted = { ...changes, writes: true };
      },
      isRehearsal: true,
    };
    const { body } = await runnable.run(job, context);
    return { ...noted, job: name, answer: body };
  } catch (error) {
    if (error instanceof JobError) return NOTHING;
    throw error;
  }
}
