import type { z } from 'zod';
import { answerId, type JobDefinition, jobError } from '../protocol/define-job.js';
import { type Answer, type Answered, toAnswered } from '../protocol/evidence.js';
import type { RawJob } from '../protocol/raw-job.js';
import type { Samples } from '../protocol/samples.js';
import { wireError } from '../protocol/wire-answers.js';
import type { Clock } from '../runtime/clock.js';
import type { IDs } from '../runtime/ids.js';
import { type Soon, whenReady } from '../runtime/soon.js';
import { shown } from '../util/as-text.js';
import type { Lengthy } from '../util/long-list.js';
import { actAs } from './accounts/act-as.js';
import type { Advise } from './advisories/advise.js';
import type { FaultEffect } from './faults/faults.js';
import type { FetchFeed } from './feeds/feed-source.js';
import type { Uploads } from './feeds/uploads.js';
import type { Outbox } from './outbox/outbox.js';
import type { Cause } from './world/cause.js';
import type { Changes } from './world/changes.js';
import type { Company } from './world/company.js';
import type { Account } from './world/entities/account.js';
import type { World } from './world/world.js';

/** What a job can use while it runs. */
export interface JobContext {
  readonly parts: JobParts;
  readonly company: Company;
  /** The account the job acts as: the account of the credentials, or the one that `userEmail` names. */
  readonly account: Account;
  /**
   * The current company and account. Call it again after each wait, because the world may have been reset or restored
   * in the meantime. Throws the authentication errors if the credentials no longer exist.
   */
  readonly standing: () => Standing;
  readonly fields: ReadonlyMap<string, string>;
  /** True if the fields were sent as multipart/form-data, which some jobs are documented to need. */
  readonly isMultipart: boolean;
  readonly advise: Advise;
  /** Receives what the job changed, for the journal. */
  readonly noteChanges: (noted: Changes) => void;
  /** True for a preview: the job notes its changes, but makes none and sends nothing. */
  readonly isRehearsal?: boolean;
  /** Goes with what the job writes and with the emails it sends. */
  readonly cause?: Cause;
}

/** The company and account that a request acts for. */
export interface Standing {
  readonly company: Company;
  readonly account: Account;
}

/** The parts of the emulator that a job can use. */
export interface JobParts {
  readonly world: World;
  readonly clock: Clock;
  readonly ids: IDs;
  readonly outbox: Outbox;
  readonly fetchFeed: FetchFeed;
  readonly uploads: Uploads;
}

/** The response of a job: its name, and its body (an object without `responseCode`). */
export interface JobResult {
  readonly answered: Answered;
  readonly body: JobBody;
  readonly contentType: string;
  /** True for an object that the job keeps and returns again: it is encoded only once. */
  readonly isKept: boolean;
  /** True for an object with lists of thousands of items: it is encoded in slices. */
  readonly isLong: boolean;
}
export type JobBody = object | string | Uint8Array<ArrayBuffer>;

/** A job definition with its implementation. */
export interface RunnableJob {
  readonly definition: JobDefinition;
  /** Requests that `trigger` and the console can send, by name. */
  readonly samples: Samples;
  run(job: RawJob, context: JobContext): Soon<JobResult>;
  /** The body as modified by an armed fault. */
  spoil(body: JobBody, fault: FaultEffect): JobBody;
}

interface Behaviour {
  /** Throws if the account may not run the job. Runs before the input is parsed, so no work is done for callers without permission. */
  readonly permit?: (standing: Standing) => void;
  /** What a fault that only this job knows makes of a successful response. */
  readonly spoil?: RunnableJob['spoil'];
  readonly samples?: Samples;
}

/**
 * Joins a definition to its implementation. Input is parsed here, once. `run` gets trusted types and returns one of the
 * definition's answers, or throws a `jobError` of the definition.
 * @example export const runGetPolicyList = implement(getPolicyList, (input, context) => ({ answer: 'listed', body: { … } }))
 */
export function implement<I extends z.ZodObject, O extends z.ZodType, A extends Readonly<Record<string, Answer>>>(
  definition: JobDefinition<I, O, A>,
  run: (input: z.output<I>, context: JobContext) => Soon<Outcome<O, A>>,
  { permit, spoil = (body) => body, samples = {} }: Behaviour = {},
): RunnableJob {
  // Described once for each response of the job.
  const described = new Map<string, Answered>();
  const toResult = ({ answer, body, contentType = definition.contentType.value, isKept, isLong }: Outcome<O, A>): JobResult => {
    const answered = described.get(answer) ?? describe(definition, answer);
    described.set(answer, answered);
    return { answered, body, contentType, isKept: isKept === true, isLong: isLong === true };
  };
  return {
    definition,
    samples,
    spoil,
    run: (job, context) => {
      permit?.(context);
      const input = definition.input.safeParse(job);
      if (!input.success) throw inputError(definition, job, input.error.issues);
      return whenReady(run(input.data, actingAs(definition, job, context)), toResult);
    },
  };
}

function describe(definition: JobDefinition, answer: string): Answered {
  const found = definition.answers[answer];
  if (found === undefined) throw new Error(`${definition.name} has no answer '${answer}'`);
  return toAnswered(answerId(definition, answer), found);
}

type Outcome<O extends z.ZodType, A> = {
  readonly answer: keyof A & string;
  readonly contentType?: string;
  readonly isKept?: true;
} & (
  | { readonly body: z.output<O> & JobBody; readonly isLong?: boolean }
  | { readonly body: Lengthy<z.output<O>> & object; readonly isLong: true }
);

const USER_EMAIL = ['inputSettings', 'userEmail'];

/** The context of a job that can act for another user. Throws the refusal if that user has not granted access. */
function actingAs(definition: JobDefinition, job: RawJob, context: JobContext): JobContext {
  const { userEmail: refusal } = definition;
  const userEmail = refusal === undefined ? undefined : valueAt(job, USER_EMAIL);
  if (refusal === undefined || typeof userEmail !== 'string') return context;
  const act = ({ company, account }: Standing): Standing => {
    const actor = actAs(company, account, userEmail);
    if (actor === undefined) throw jobError(definition, refusal, { userEmail });
    return { company, account: actor };
  };
  return { ...context, ...act(context), standing: () => act(context.standing()) };
}

/**
 * The message of a failed check is the name of a response; any other message gives a general response. The text of the
 * response contains the invalid value, as `{value}` and under its key.
 */
function inputError(definition: JobDefinition, job: RawJob, issues: readonly z.core.$ZodIssue[]): Error {
  const [issue] = issues;
  const path = issue?.path ?? [];
  // An item of a list has no key, so the key of the list is used.
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
  let value = job;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
