import type { z } from 'zod';
import { answerId, type JobDefinition, jobError } from '../protocol/define-job.js';
import { type Answer, type Answered, toAnswered } from '../protocol/evidence.js';
import type { RawJob } from '../protocol/raw-job.js';
import { wireError } from '../protocol/wire-answers.js';
import type { Clock } from '../runtime/clock.js';
import type { IDs } from '../runtime/ids.js';
import { shown } from '../util/as-text.js';
import { actAs } from './accounts/act-as.js';
import type { Advise } from './advisories/advise.js';
import type { FaultEffect } from './faults/faults.js';
import type { FetchFeed } from './feeds/feed-source.js';
import type { Uploads } from './feeds/uploads.js';
import type { Outbox } from './outbox/outbox.js';
import type { Changes } from './world/changes.js';
import type { Company } from './world/company.js';
import type { Account } from './world/entities/account.js';
import type { World } from './world/world.js';

/** What a job may use while it runs. */
export interface JobContext {
  readonly parts: JobParts;
  readonly company: Company;
  /** The account the job acts as: the credential's, or the one `userEmail` names. */
  readonly account: Account;
  /**
   * Company and account as they are now, to be asked again after each wait: the world may have been reset or restored
   * meanwhile. Throws the answers of authentication when the credentials are nobody's any more.
   */
  readonly standing: () => Standing;
  readonly fields: ReadonlyMap<string, string>;
  /** True when the fields came as multipart/form-data, which some jobs are documented to need. */
  readonly isMultipart: boolean;
  readonly advise: Advise;
  /** Told what the job changed, for the journal. */
  readonly noteChanges: (noted: Changes) => void;
  /** True to ask what the job would do: it notes its changes, and then makes none and sends nothing. */
  readonly isRehearsal?: boolean;
}

/** For whom a request acts. */
export interface Standing {
  readonly company: Company;
  readonly account: Account;
}

/** The parts of the emulator that a job may use. */
export interface JobParts {
  readonly world: World;
  readonly clock: Clock;
  readonly ids: IDs;
  readonly outbox: Outbox;
  readonly fetchFeed: FetchFeed;
  readonly uploads: Uploads;
}

/** What a job answered: which answer, and its body, of an object without `responseCode`. */
export interface JobResult {
  readonly answered: Answered;
  readonly body: JobBody;
  readonly contentType: string;
  /** True for an object that the job keeps and gives again: it is encoded once. */
  readonly isKept: boolean;
}
export type JobBody = object | string | Uint8Array<ArrayBuffer>;

/** A defined job joined to what it does. */
export interface RunnableJob {
  readonly definition: JobDefinition;
  run(job: RawJob, context: JobContext): Promise<JobResult>;
  /** The body as an armed fault wants it. */
  spoil(body: JobBody, fault: FaultEffect): JobBody;
}

interface Behaviour {
  /** Throws when the account may not run the job: before the input is parsed, as nobody without permission gets that much work done. */
  readonly permit?: (standing: Standing) => void;
  /** What a fault that only this job knows makes of a success. */
  readonly spoil?: RunnableJob['spoil'];
}

/**
 * Joins a definition to its work. Input is parsed here, once; `run` gets trusted types and answers with one of the
 * definition's answers, or throws a `jobError` of it.
 * @example export const runGetPolicyList = implement(getPolicyList, (input, context) => ({ answer: 'listed', body: { … } }))
 */
export function implement<I extends z.ZodObject, O extends z.ZodType, A extends Readonly<Record<string, Answer>>>(
  definition: JobDefinition<I, O, A>,
  run: (input: z.output<I>, context: JobContext) => Outcome<O, A> | Promise<Outcome<O, A>>,
  { permit, spoil = (body) => body }: Behaviour = {},
): RunnableJob {
  return {
    definition,
    spoil,
    run: async (job, context) => {
      permit?.(context);
      const input = definition.input.safeParse(job);
      if (!input.success) throw inputError(definition, job, input.error.issues);
      const outcome = await run(input.data, actingAs(definition, job, context));
      const { answer, body, contentType = definition.contentType.value, isKept = false } = outcome;
      const found = definition.answers[answer];
      if (found === undefined) throw new Error(`${definition.name} has no answer '${answer}'`);
      return { answered: toAnswered(answerId(definition, answer), found), body, contentType, isKept };
    },
  };
}

interface Outcome<O extends z.ZodType, A> {
  readonly answer: keyof A & string;
  readonly body: z.output<O> & JobBody;
  readonly contentType?: string;
  readonly isKept?: true;
}

/** The context of a job that may act for another user. Throws its answer for one who has not granted that. */
function actingAs(definition: JobDefinition, job: RawJob, context: JobContext): JobContext {
  const { userEmail: refusal } = definition;
  const userEmail = valueAt(job, ['inputSettings', 'userEmail']);
  if (refusal === undefined || typeof userEmail !== 'string') return context;
  const act = ({ company, account }: Standing): Standing => {
    const actor = actAs(company, account, userEmail);
    if (actor === undefined) throw jobError(definition, refusal, { userEmail });
    return { company, account: actor };
  };
  return { ...context, ...act(context), standing: () => act(context.standing()) };
}

/** A failing check names its answer as message; one that names none is answered in general. The value it failed on goes into the message, as `{value}` and under its key. */
function inputError(definition: JobDefinition, job: RawJob, issues: readonly z.core.$ZodIssue[]): Error {
  const [issue] = issues;
  const path = issue?.path ?? [];
  // An item of a list has no name, so the list is named.
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  const message = issue?.message ?? '';
  const answer = definition.answers[message] === undefined ? (definition.malformed?.[String(path[0])] ?? '') : message;
  const value = valueAt(job, path);
  if (definition.answers[answer] === undefined) {
    return wireError(value === undefined ? 'missing-parameter' : 'malformed-parameter', { key });
  }
  return jobError(definition, answer, { key, value: shown(value), [key]: shown(value) });
}

function valueAt(job: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined),
    job,
  );
}
