import { wireError } from '../protocol/wire-answers.js';
import { isObject } from '../util/is-object.js';
import { secretsInURL } from '../util/redact/secrets-in-url.js';
import type { Advise } from './advisories/advise.js';
import { readLenientJson } from './wire/lenient-json.js';

/** The job as an object, not yet understood. */
export type RawJob = Readonly<Record<string, unknown>>;

/** Field → job. Throws `missing-job-description` (500) and `unreadable-job` (410). */
export function readJob(fields: ReadonlyMap<string, string>, advise: Advise): RawJob {
  const text = fields.get('requestJobDescription');
  if (text === undefined || text === '') throw wireError('missing-job-description');
  const json = readLenientJson(text);
  if (!json.ok) {
    advise('unreadable-json', `requestJobDescription (${json.problem})`);
    throw wireError('unreadable-job');
  }
  if (!json.isStrict) advise('lenient-json', 'requestJobDescription');
  const { value } = json;
  if (!isObject(value)) throw wireError('unreadable-job');
  return value;
}

/** Secrets that came as form fields of their own, where nothing reads them but somebody put them. */
export function secretFields(fields: ReadonlyMap<string, string>): string[] {
  return [...fields].filter(([name, value]) => SECRET_NAME.test(name) && value !== '').map(([, value]) => value);
}

const SECRET_NAME = /secr|secer|passw|pass$|pwd|token/i;
/** What `credentials` holds that is none. Whatever else stands there is taken for one: keys are misspelt. */
const OPEN_NAMES: ReadonlySet<string> = new Set(['partnerUserID', 'feedUrl', 'feedUser', 'host', 'login', 'port', 'filename']);
/** A secret where its id belongs: the two were swapped. */
const LIKE_A_SECRET = /^[0-9a-f]{32,}$/i;
/** The texts of a job that are looked at; a feed nested in it may hold a million. */
const MOST_LOOKED_AT = 2000;
const MOST_SECRETS = 50;

/** True for what stands in `credentials` in the open, by its key. */
export function isOpenCredential(name: string): boolean {
  return OPEN_NAMES.has(name);
}

/** True for a secret where its id belongs. */
export function looksLikeSecret(name: string, value: string): boolean {
  return name === 'partnerUserID' && LIKE_A_SECRET.test(value);
}

/** A URL that may carry a pair or a token, by its key; or what stands where only a host or a name belongs. */
const URL_NAME = /url$/i;
const LIKE_A_URL = /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/)[^\s]*[@?]/i;

/**
 * Every secret the job carries, so that none is stored: all texts under a key that sounds like one, and in `credentials`;
 * and what URLs carry.
 */
export function secretsOf(job: RawJob): string[] {
  const secrets = new Set<string>();
  let left = MOST_LOOKED_AT;
  const look = (value: unknown, key: string, isSecret: boolean): void => {
    if (left-- <= 0 || secrets.size >= MOST_SECRETS) return;
    if (typeof value === 'string') {
      if (value !== '' && (isSecret || looksLikeSecret(key, value))) secrets.add(value);
      else if (URL_NAME.test(key) || LIKE_A_URL.test(value)) for (const secret of secretsInURL(value)) secrets.add(secret);
    } else if (Array.isArray(value)) for (const item of value.slice(0, MOST_LOOKED_AT)) look(item, key, isSecret);
    else if (isObject(value)) for (const [name, inner] of Object.entries(value)) look(inner, name, isSecret || SECRET_NAME.test(name));
  };
  const { credentials, ...rest } = job;
  if (isObject(credentials)) {
    for (const [name, value] of Object.entries(credentials)) lookIntoCredentials(name, value, look);
  } else look(credentials, 'credentials', true);
  look(rest, '', false);
  return [...secrets];
}

function lookIntoCredentials(name: string, value: unknown, look: (value: unknown, key: string, isSecret: boolean) => void): void {
  if (!isObject(value)) look(value, name, !OPEN_NAMES.has(name));
  else for (const [inner, secret] of Object.entries(value)) look(secret, inner, !OPEN_NAMES.has(inner));
}
