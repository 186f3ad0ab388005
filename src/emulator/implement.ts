import type { z } from 'zod';
import { answerId, type JobDefinition, jobError } from '../protocol/define-job.js';
import { type Answer, type GivenAnswer, givenAnswer } from '../protocol/evidence.js';
import { wireError } from '../protocol/wire-answers.js';
import type { RequestIDs } from '../runtime/random.js';
import { shown } from '../util/as-text.js';
import type { Advise } from './advisories/advise.js';
import type { FetchFeed } from './feeds/feed-source.js';
import type { Outbox } from './outbox/outbox.js';
import type { Changes } from './world/changes.js';
import type { Company } from './world/company.js';
import type { Account } from './world/entities/account.js';
import type { World } from './world/world.js';

/** What a job may use while it runs. */
export interface JobContext {
  readonly rooms: JobRooms;
  readonly company: Company;
  /** The account the credential acts as. */
  readonly account: Account;
  /**
   * Company and account as they are now, to be asked again after each wait: the world may have been reset or restored
   * meanwhile. Throws the answers of authentication when the credentials are nobody's any more.
   */
  readonly standing: () => Standing;
  readonly fields: ReadonlyMap<string, string>;
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

/** The rooms that a job may enter. */
export interface JobRooms {
  readonly world: World;
  readonly requestIDs: RequestIDs;
  readonly outbox: Outbox;
  readonly fetchFeed: FetchFeed;
}

/** What a job answered: which answer, and its body without `responseCode`. */
export interface JobResult {
  readonly given: GivenAnswer;
  readonly body: object;
}

/** A defined job joined to what it does. */
export interface RunnableJob {
  readonly definition: JobDefinition;
  run(job: Readonly<Record<string, unknown>>, context: JobContext): Promise<JobResult>;
}

/**
 * Joins a definition to its work. Input is parsed here, once; `run` gets trusted types and answers with one of the
 * definition's answers, or throws a `jobError` of it. `permit` throws when the account may not run the job: before the
 * input is parsed, as nobody without permission gets that much work done.
 * @example export const runGetPolicyList = implement(getPolicyList, (input, context) => ({ answer: 'listed', body: { … } }))
 */
export function implement<I extends z.ZodType, O extends z.ZodType, A extends Readonly<Record<string, Answer>>>(
  definition: JobDefinition<I, O, A>,
  run: (input: z.output<I>, context: JobContext) => Outcome<O, A> | Promise<Outcome<O, A>>,
  permit: (standing: Standing) => void = () => undefined,
): RunnableJob {
  return {
    definition,
    run: async (job, context) => {
      permit(context);
      const input = definition.input.safeParse(job);
      if (!input.success) throw inputError(definition, job, input.error.issues);
      const { answer, body } = await run(input.data, context);
      const found = definition.answers[answer];
      if (found === undefined) throw new Error(`${definition.subtype} has no answer '${answer}'`);
      return { given: givenAnswer(answerId(definition, answer), found), body };
    },
  };
}

interface Outcome<O extends z.ZodType, A> {
  readonly answer: keyof A & string;
  readonly body: z.output<O> & object;
}

/** A failing check names its answer as message; one that names none is answered in general. */
function inputError(definition: JobDefinition, job: Readonly<Record<string, unknown>>, issues: readonly z.core.$ZodIssue[]): Error {
  const [issue] = issues;
  const key = String(issue?.path.at(-1) ?? '');
  const answer = issue?.message ?? '';
  if (definition.answers[answer] === undefined) return wireError('malformed-parameter', { key });
  return jobError(definition, answer, { userEmail: shown(read(job, 'inputSettings', 'userEmail')) });
}

function read(job: Readonly<Record<string, unknown>>, outer: string, inner: string): unknown {
  const value = job[outer];
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, inner)?.value : undefined;
}
