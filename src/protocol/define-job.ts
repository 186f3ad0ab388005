import { z } from 'zod';
import type { Answer, Rule } from './evidence.js';
import { JobError } from './job-error.js';
import { type KnownKeys, knownKeysOf } from './known-keys.js';
import type { Quirks } from './quirks.js';

/** What is said about one job: how it is asked for, what it takes, what it answers and how each is known. */
export interface JobSpec<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  Answers extends Readonly<Record<string, Answer>> = Readonly<Record<string, Answer>>,
  Read extends z.ZodType = z.ZodType,
  Q extends Quirks = Quirks,
> {
  readonly type: string;
  /** `inputSettings.type`; `download` and `reconciliation` have none. */
  readonly subtype?: string;
  readonly title: string;
  /** True when the real service changes something: a live contract run leaves these alone unless told otherwise. */
  readonly writes: boolean;
  /** The key of the job object that makes a request a dry run: with `true` there it writes nothing. */
  readonly dryRunKey?: string;
  /** True when a request sent twice leaves what it leaves sent once, so that a client may try again. */
  readonly isRepeatable: boolean;
  /** Of a success, unless the job says otherwise when it answers. */
  readonly contentType: { readonly value: string; readonly evidence: Answer['evidence']; readonly source: string };
  /** Form fields the job reads beside `requestJobDescription`, by name. */
  readonly fields: Readonly<Record<string, FormField>>;
  /** Parses the job object. A failing check names the answer it leads to as its message. */
  readonly input: Input;
  /** A success: an object (sent as JSON, `responseCode` is added), a text, or `bytes`. */
  readonly output: Output;
  /** The same as a client may rely on it: what only recordings show is optional. */
  readonly read: Read;
  readonly answers: Answers;
  readonly rules: Readonly<Record<string, Rule>>;
  /** Why the job skips one item and goes on with the others, where it does. */
  readonly skipReasons?: Readonly<Record<string, Rule>>;
  /** The answer to an `inputSettings.userEmail` that the account may not act as; only for jobs that read that key. */
  readonly userEmail?: string;
  /** What a seed may choose, where nobody knows. */
  readonly quirks?: Q;
  readonly older?: OlderJob;
  /** Behaviour that is neither an answer nor a rule, a sentence each, for docs/reference/limits.md. */
  readonly notes?: readonly string[];
}

/** A form field beside `requestJobDescription`. */
export interface FormField {
  readonly description: string;
  /** The service reads it from multipart/form-data only, as a file. */
  readonly isFile?: true;
  /** The JSON it holds, as it is documented; nothing for a text. */
  readonly content?: z.ZodType;
  /** JSON Schema of those jobs that must have it. */
  readonly neededBy?: Readonly<Record<string, unknown>>;
}

/** A job that went by the same name before and is not implemented; its settings tell it apart. */
export interface OlderJob {
  readonly title: string;
  readonly advice: string;
  /** True when the older job is meant. */
  readonly isMeant: (inputSettings: Readonly<Record<string, unknown>>) => boolean;
  /** True when it cannot be meant: only then does the dry-run key surely count. */
  readonly isRuledOut: (inputSettings: Readonly<Record<string, unknown>>) => boolean;
}

/** All about one job: what its definition says and what follows from that. Everything that is general reads this. */
export interface JobDefinition<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  Answers extends Readonly<Record<string, Answer>> = Readonly<Record<string, Answer>>,
  Read extends z.ZodType = z.ZodType,
  Q extends Quirks = Quirks,
> extends JobSpec<Input, Output, Answers, Read, Q> {
  /** `get policyList`: how people and the journal name the job. */
  readonly name: string;
  readonly keys: KnownKeys;
  /** How a success travels. */
  readonly body: 'json' | 'text' | 'bytes';
}

/** The output of a job that sends a file. */
export const bytes = z.instanceof(Uint8Array);

/** @example export const getPolicyList = defineJob({ type: 'get', subtype: 'policyList', … }) */
export function defineJob<
  I extends z.ZodObject,
  O extends z.ZodType,
  const A extends Readonly<Record<string, Answer>>,
  R extends z.ZodType,
  const Q extends Quirks,
>(
  spec: JobSpec<I, O, A, R, Q> & { readonly dryRunKey?: keyof z.output<I> & string; readonly userEmail?: keyof A & string },
): JobDefinition<I, O, A, R, Q> {
  return {
    ...spec,
    name: jobName(spec),
    keys: knownKeysOf(spec.input, spec.subtype !== undefined),
    body: spec.read instanceof z.ZodString ? 'text' : spec.read instanceof z.ZodObject ? 'json' : 'bytes',
  };
}

/** `get policyList`, `download`. */
export function jobName({ type, subtype }: Pick<JobSpec, 'type' | 'subtype'>): string {
  return subtype === undefined ? type : `${type} ${subtype}`;
}

/** `update employees/updated`: an answer's name among all answers. */
export function answerId(job: Pick<JobDefinition, 'name'>, answer: string): string {
  return `${job.name}/${answer}`;
}

/** The error for one of a job's own answers. @example throw jobError(getPolicy, 'policy-not-found', { policyID }) */
export function jobError<K extends string>(
  job: Pick<JobDefinition, 'name'> & { readonly answers: Readonly<Record<K, Answer>> },
  answer: NoInfer<K>,
  values?: Readonly<Record<string, string>>,
): JobError {
  return new JobError(answerId(job, answer), job.answers[answer], values);
}
