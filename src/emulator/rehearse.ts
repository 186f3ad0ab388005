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
  /** True when it is carried out for good: it may send mails even where it changes nobody. */
  readonly writes: boolean;
  /** The body of the answer; nothing for a request that is refused. */
  readonly answer?: JobBody;
}

const NOTHING = { changes: [], isMore: false, writes: false } as const;

/**
 * The road of `handle` without its traces: no rate limit, fault, journal, outbox or drawn number is touched, and what a
 * job would change is noted and dropped. A request that would be refused changes nothing.
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
      // Numbers of its own, and always the same ones, so that two looks at one world are alike.
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
