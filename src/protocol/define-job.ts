import type { z } from 'zod';
import type { Answer, Rule } from './evidence.js';
import { JobError } from './job-error.js';

/**
 * All that is said about one job: how it is asked for, what it takes, what it answers and how each is known.
 * From this come validation, the fidelity table and the contract checks; a typed client reads the same.
 */
export interface JobDefinition<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Answers extends Readonly<Record<string, Answer>> = Readonly<Record<string, Answer>>,
  Read extends z.ZodType = z.ZodType,
> {
  readonly type: string;
  /** `inputSettings.type`. */
  readonly subtype: string;
  readonly title: string;
  /** True when the real service changes something: a live contract run leaves these alone unless told otherwise. */
  readonly writes: boolean;
  /** True when a request sent twice leaves what it leaves sent once, so that a client may try again. */
  readonly isRepeatable: boolean;
  readonly contentType: { readonly value: string; readonly evidence: Answer['evidence']; readonly source: string };
  /** Form fields the job reads beside `requestJobDescription`. */
  readonly fields: readonly string[];
  /** Parses the job object. A failing check names the answer it leads to as its message. */
  readonly input: Input;
  /** The success body without `responseCode`. */
  readonly output: Output;
  /** The same body as a client may rely on it: what only recordings show is optional. */
  readonly read: Read;
  readonly answers: Answers;
  readonly rules: Readonly<Record<string, Rule>>;
  /** Keys the job knows beside those of every job, by the object that holds them, for "did you mean". */
  readonly keys: { readonly job: readonly string[]; readonly inputSettings: readonly string[] };
}

/** @example export const getPolicyList = defineJob({ type: 'get', subtype: 'policyList', … }) */
export function defineJob<I extends z.ZodType, O extends z.ZodType, const A extends Readonly<Record<string, Answer>>, R extends z.ZodType>(
  definition: JobDefinition<I, O, A, R>,
): JobDefinition<I, O, A, R> {
  const { job, inputSettings } = definition.keys;
  return { ...definition, keys: { job: ['type', 'credentials', 'inputSettings', ...job], inputSettings: ['type', ...inputSettings] } };
}

/** `get policyList`: how people and the journal name a job. */
export function jobName(job: Pick<JobDefinition, 'type' | 'subtype'>): string {
  return `${job.type} ${job.subtype}`;
}

/** `update employees/updated`: an answer's name among all answers. */
export function answerId(job: Pick<JobDefinition, 'type' | 'subtype'>, answer: string): string {
  return `${jobName(job)}/${answer}`;
}

/** The error for one of a job's own answers. @example throw jobError(getPolicy, 'policy-not-found', { policyID }) */
export function jobError<K extends string>(
  job: Pick<JobDefinition, 'type' | 'subtype'> & { readonly answers: Readonly<Record<K, Answer>> },
  answer: NoInfer<K>,
  values?: Readonly<Record<string, string>>,
): JobError {
  return new JobError(answerId(job, answer), job.answers[answer], values);
}
