import { credentials } from '../../protocol/credentials.js';
import type { JobDefinition } from '../../protocol/define-job.js';
import type { KnownKeys } from '../../protocol/known-keys.js';
import type { RawJob } from '../../protocol/raw-job.js';
import { didYouMean } from '../../util/did-you-mean.js';
import { isObject } from '../../util/is-object.js';
import { suggestAside } from '../../util/suggest.js';
import type { Advise } from './advise.js';

/** Reports what the request contains and no job reads: unknown keys, extra form fields, booleans as text; and a deprecated job. */
export function adviseOnJob(definition: JobDefinition, job: RawJob, fields: ReadonlyMap<string, string>, advise: Advise): void {
  if (definition.deprecated !== undefined) advise('deprecated-shape', definition.deprecated);
  adviseOnKeys(job, definition.keys, { path: '', job: definition.keys }, advise);
  for (const name of fields.keys()) {
    if (name !== 'requestJobDescription' && !Object.hasOwn(definition.fields, name)) advise('unread-field', name);
  }
}

/**
 * Reports a misspelt key if the right one is missing, before the job fails because of that: `credentials`, `type` and
 * similar keys, and the two keys of the credentials. Other keys in credentials are accepted (observed).
 */
export function adviseOnMisspelling(job: RawJob, advise: Advise): void {
  adviseOnMissing(job, ['type', 'credentials', 'inputSettings'], '', advise);
  if (isObject(job.credentials)) adviseOnMissing(job.credentials, Object.keys(credentials().shape), 'credentials.', advise);
}

function adviseOnMissing(object: RawJob, wanted: readonly string[], path: string, advise: Advise): void {
  const missing = wanted.filter((key) => !Object.hasOwn(object, key));
  if (missing.length === 0) return;
  for (const key of Object.keys(object).slice(0, MAX_KEYS_NAMED)) {
    if (!wanted.includes(key) && key !== 'outputSettings' && didYouMean(key, missing) !== undefined)
      advise('unknown-key', `${path}${key}${suggestAside(key, missing)}`);
  }
}

/** An exchange keeps 50 advisories, so the 10,000 unknown keys of a job are not all compared with the known ones. */
const MAX_KEYS_NAMED = 50;

/** Items are written by a program, so the first ones show what it misspells. */
const MAX_ITEMS_READ = 20;

interface Place {
  /** `inputSettings.` */
  readonly path: string;
  /** The keys of the whole job. */
  readonly job: KnownKeys;
}

function adviseOnItems(items: readonly unknown[], known: KnownKeys, place: Place, advise: Advise): void {
  for (const item of items.slice(0, MAX_ITEMS_READ)) if (isObject(item)) adviseOnKeys(item, known, place, advise);
}

function adviseOnKeys(object: object, { names, booleans, inner }: KnownKeys, { path, job }: Place, advise: Advise): void {
  let named = 0;
  for (const [key, value] of Object.entries(object)) {
    if (!names.includes(key)) {
      if (++named <= MAX_KEYS_NAMED) advise('unknown-key', `${path}${key}${belongsAside(key, path, job) ?? suggestAside(key, names)}`);
    } else if ((value === 'true' || value === 'false') && booleans.has(key)) advise('string-boolean', `${path}${key}`);
  }
  for (const [key, known] of inner) {
    const value = Object.getOwnPropertyDescriptor(object, key)?.value;
    if (Array.isArray(value)) adviseOnItems(value, known, { path: `${path}${key}[].`, job }, advise);
    else if (typeof value === 'object' && value !== null) adviseOnKeys(value, known, { path: `${path}${key}.`, job }, advise);
  }
}

/** Where a key belongs if it is in the wrong one of two places. Expensify discards such a key without an error (observed). */
function belongsAside(key: string, path: string, { names, inner }: KnownKeys): string | undefined {
  if (path === 'inputSettings.' && names.includes(key)) return ' (it belongs at the top level of the job)';
  if (path === '' && inner.get('inputSettings')?.names.includes(key) === true) return ' (it belongs in inputSettings)';
  return undefined;
}
