import { z } from 'zod';
import type { Answer, Rule } from './evidence.js';
import { JobError } from './job-error.js';
import { type KnownKeys, knownKeysOf } from './known-keys.js';
import type { Quirks } from './quirks.js';
import type { Samples } from './samples.js';
import type { JobVariant } from './variants.js';

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
  /** For a job that shares type and subtype with another one and is told apart by its settings. */
  readonly variant?: JobVariant;
  readonly title: string;
  /** Of a job that the reference calls deprecated: what a client sent, for the advisory. */
  readonly deprecated?: string;
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
  /** By key of the job, the answer to whatever is wrong inside of it and has no answer of its own. */
  readonly malformed?: Readonly<Record<string, string>>;
  /** The answer to an `inputSettings.userEmail` that the account may not act as; only for jobs that read that key. */
  readonly userEmail?: string;
  /** What a seed may choose, where nobody knows. */
  readonly quirks?: Q;
  /** Requests to try, by a name that is unique among all jobs. */
  readonly samples?: Samples;
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
  spec: JobSpec<I, O, A, R, Q> & {
    readonly dryRunKey?: keyof z.output<I> & string;
    readonly userEmail?: keyof A & string;
    readonly malformed?: Readonly<Partial<Record<keyof z.output<I> & string, keyof A & string>>>;
  },
): JobDefinition<I, O, A, R, Q> {
  return {
    ...spec,
    name: jobName(spec),
    keys: knownKeysOf(spec.input, spec.subtype !== undefined),
    body: spec.read instanceof z.ZodString ? 'text' : spec.read instanceof z.ZodObject ? 'json' : 'bytes',
  };
}

/** `get policyList`, `download`, `update employees (csv)`. */
export function jobName({ type, subtype, variant }: Pick<JobSpec, 'type' | 'subtype' | 'variant'>): string {
  const name = subtype === undefined ? type : `${type} ${subtype}`;
  return variant === undefined ? name : `${name} (${variant.name})`;
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
