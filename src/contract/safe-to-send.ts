import { definedJobs, KNOWN_JOBS } from '../jobs/catalogue.js';
import { SCIM_PATH } from '../protocol/scim/operations.js';
import { isNoVariant, jobMeant } from '../protocol/variants.js';
import type { InteractionRequest } from './schema.js';

type Job = Readonly<Record<string, unknown>>;

/** Types of which every defined job only reads: a job of such a type that nobody has defined is taken to read too. */
const reading: ReadonlySet<unknown> = new Set(
  Object.keys(KNOWN_JOBS).filter((type) => {
    const defined = definedJobs.filter((job) => job.type === type);
    return defined.length > 0 && defined.every(({ writes }) => !writes);
  }),
);
const writing = Object.keys(KNOWN_JOBS).filter((type) => !reading.has(type));

/** Everything a request may carry a job in is looked at: an object says what it is, a text must plainly read. */
export function isReadOnly({ job, body, json, path, fields, method }: InteractionRequest): boolean {
  // SCIM has no jobs: its methods say what they do.
  if (path?.includes(SCIM_PATH) && !READING_METHODS.has(method)) return false;
  if (typeof job === 'object' && !onlyReads(job)) return false;
  if (typeof fields.requestJobDescription === 'object') return false;
  const texts = [job, body, JSON.stringify(json), path, fields.requestJobDescription].filter((part) => typeof part === 'string');
  return texts.every(plainlyReads);
}

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

function onlyReads(job: Job): boolean {
  const definition = jobMeant(definedJobs, job);
  return definition === undefined ? job.type === undefined || reading.has(job.type) : !definition.writes;
}

/** Names no type that may write, and has no letter written as an escape, which could hide one. */
function plainlyReads(text: string): boolean {
  const plain = readable(text).toLowerCase();
  return [...writing, ...ESCAPED_LETTERS].every((word) => !plain.includes(word));
}

const ESCAPED_LETTERS = ['\\u004', '\\u005', '\\u006', '\\u007'];

/** Without the percent-encoding that could hide a word; a text that is badly encoded stays as it is. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** True when the job surely knows a dry run. Only an object can be given the key. */
export function canBeDry({ job }: InteractionRequest): boolean {
  if (typeof job !== 'object') return false;
  return jobMeant(definedJobs, job)?.dryRunKey !== undefined && isNoVariant(definedJobs, job);
}

/** `{ "dry-run": true }` for a job that has such a key, else nothing. */
export function dryRunOf(job: Job): Readonly<Record<string, true>> {
  const key = jobMeant(definedJobs, job)?.dryRunKey;
  return key === undefined ? {} : { [key]: true };
}
