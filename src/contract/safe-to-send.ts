import { definedJobs, KNOWN_JOBS } from '../jobs/catalogue.js';
import { SCIM_PATH } from '../protocol/scim/operations.js';
import { isNoVariant, jobMeant } from '../protocol/variants.js';
import type { InteractionRequest } from './schema.js';

type Job = Readonly<Record<string, unknown>>;

/** Types whose defined jobs all only read. An undefined job of such a type is assumed to read too. */
const reading: ReadonlySet<unknown> = new Set(
  Object.keys(KNOWN_JOBS).filter((type) => {
    const defined = definedJobs.filter((job) => job.type === type);
    return defined.length > 0 && defined.every(({ writes }) => !writes);
  }),
);
const writing = Object.keys(KNOWN_JOBS).filter((type) => !reading.has(type));

/** Checks every place where a request can contain a job. An object says what it is, and a string must clearly be a read. */
export function isReadOnly({ job, body, json, path, fields, method }: InteractionRequest): boolean {
  // A SCIM request has no job. Its method shows whether it writes.
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

/** True if a text names no type that may write and has no letter written as an escape, which could hide one. */
function plainlyReads(text: string): boolean {
  const plain = readable(text).toLowerCase();
  return [...writing, ...ESCAPED_LETTERS].every((word) => !plain.includes(word));
}

const ESCAPED_LETTERS = ['\\u004', '\\u005', '\\u006', '\\u007'];

/** Removes percent-encoding, which could hide a word. A badly encoded text stays unchanged. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** True if the job certainly supports a dry run. The key can only be added to an object. */
export function canBeDry({ job }: InteractionRequest): boolean {
  if (typeof job !== 'object') return false;
  return jobMeant(definedJobs, job)?.dryRunKey !== undefined && isNoVariant(definedJobs, job);
}

/** `{ "dry-run": true }` for a job with such a key, otherwise nothing. */
export function dryRunOf(job: Job): Readonly<Record<string, true>> {
  const key = jobMeant(definedJobs, job)?.dryRunKey;
  return key === undefined ? {} : { [key]: true };
}
