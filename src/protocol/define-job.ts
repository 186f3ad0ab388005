import { z } from 'zod';
import { once } from '../util/once.js';
import type { Answer, Rule } from './evidence.js';
import { JobError } from './job-error.js';
import { type KnownKeys, knownKeysOf } from './known-keys.js';
import type { Quirks } from './quirks.js';
import type { JobVariant } from './variants.js';

/**
 * Everything about one job: how it is requested, its input, its responses and the evidence for each. The schemas are functions, because
 * a program loads every job and building all schemas would take half of its start.
 */
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
  /** For a job that has the same type and subtype as another one and differs only by its settings. */
  readonly variant?: JobVariant;
  readonly title: string;
  /** Set if the reference calls the job deprecated: what the client sent, for the advisory. */
  readonly deprecated?: string;
  /** True if the job changes data in the real service. Live contract runs skip such jobs unless they are allowed. */
  readonly writes: boolean;
  /** The key of the job object that makes a request a dry run if it is `true`. */
  readonly dryRunKey?: string;
  /** True if sending a request twice has the same effect as sending it once, so clients can retry. */
  readonly isRepeatable: boolean;
  /** The content type of a success, unless the run of the job sets another. */
  readonly contentType: { readonly value: string; readonly evidence: Answer['evidence']; readonly source: string };
  /** The form fields that the job reads in addition to `requestJobDescription`, by name. */
  readonly fields: Readonly<Record<string, FormField>>;
  /** Parses the job object. The message of a failing check is the name of the resulting answer. */
  readonly input: () => Input;
  /** A success: an object (sent as JSON with `responseCode` added), a string, or `bytes`. */
  readonly output: () => Output;
  /** The part that clients may rely on. Keys that only recordings show are optional. */
  readonly read: () => Read;
  readonly answers: Answers;
  readonly rules: Readonly<Record<string, Rule>>;
  /** The reasons for skipping an item while the job continues with the others. */
  readonly skipReasons?: Readonly<Record<string, Rule>>;
  /** By key of the job: the answer for any error inside it that has no answer of its own. */
  readonly malformed?: Readonly<Record<string, string>>;
  /** The answer for an `inputSettings.userEmail` that the account may not act as. Only for jobs that read that key. */
  readonly userEmail?: string;
  /** Unknown behaviour that a seed can choose. */
  readonly quirks?: Q;
  /** Behaviour that is neither an answer nor a rule, one sentence each, for docs/reference/limits.md. */
  readonly notes?: readonly string[];
}

/** A form field in addition to `requestJobDescription`. */
export interface FormField {
  readonly description: string;
  /** The service only reads it as a file in multipart/form-data. */
  readonly isFile?: true;
  /** The schema of the documented JSON in the field. Undefined for a text field. */
  readonly content?: () => z.ZodType;
  /** JSON Schema of the jobs that need the field. */
  readonly neededBy?: Readonly<Record<string, unknown>>;
}

/** A job's definition and what is derived from it. All code that works on any job uses this. */
export interface JobDefinition<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  Answers extends Readonly<Record<string, Answer>> = Readonly<Record<string, Answer>>,
  Read extends z.ZodType = z.ZodType,
  Q extends Quirks = Quirks,
> extends Omit<JobSpec<Input, Output, Answers, Read, Q>, 'input' | 'output' | 'read'> {
  readonly input: Input;
  readonly output: Output;
  readonly read: Read;
  /** `get policyList`: the name of the job in texts and in the journal. */
  readonly name: string;
  readonly keys: KnownKeys;
  /** The form of a success. */
  readonly body: 'json' | 'text' | 'bytes';
}

/** The output of a job that returns a file. */
export const bytes = once(() => z.instanceof(Uint8Array));

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
  const schemas = { input: once(spec.input), output: once(spec.output), read: once(spec.read) };
  const keys = once(() => knownKeysOf(schemas.input(), spec.subtype !== undefined));
  return {
    ...spec,
    name: jobName(spec),
    get input() {
      return schemas.input();
    },
    get output() {
      return schemas.output();
    },
    get read() {
      return schemas.read();
    },
    get keys() {
      return keys();
    },
    get body() {
      const read = schemas.read();
      return read instanceof z.ZodString ? 'text' : read instanceof z.ZodObject ? 'json' : 'bytes';
    },
  };
}

/** `get policyList`, `download`, `update employees (csv)`. */
export function jobName({ type, subtype, variant }: Pick<JobSpec, 'type' | 'subtype' | 'variant'>): string {
  const name = subtype === undefined ? type : `${type} ${subtype}`;
  return variant === undefined ? name : `${name} (${variant.name})`;
}

/** `update employees/updated`: the unique id of an answer. */
export function answerId(job: Pick<JobDefinition, 'name'>, answer: string): string {
  return `${job.name}/${answer}`;
}

/** The error for one of a job's answers. @example throw jobError(getPolicy, 'policy-not-found', { policyID }) */
export function jobError<K extends string>(
  job: Pick<JobDefinition, 'name'> & { readonly answers: Readonly<Record<K, Answer>> },
  answer: NoInfer<K>,
  values?: Readonly<Record<string, string>>,
): JobError {
  return new JobError(answerId(job, answer), job.answers[answer], values);
}
