import type { RawJob } from '../protocol/raw-job.js';
import { wireError } from '../protocol/wire-answers.js';
import { isObject } from '../util/is-object.js';
import { isCredentialsName, isSecretParameter, soundsSecret } from '../util/redact/secret-names.js';
import { secretsInURL } from '../util/redact/secrets-in-url.js';
import type { Advise } from './advisories/advise.js';
import { readLenientJson } from './wire/lenient-json.js';

/** Reads the job from its form field. Throws `missing-job-description` (500) and `unreadable-job` (410). */
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

/** Secrets that were sent as separate form fields, which nothing reads. */
export function secretFields(fields: ReadonlyMap<string, string>): string[] {
  const secrets: string[] = [];
  for (const [name, value] of fields) if (value !== '' && isSecretParameter(name)) secrets.push(value);
  return secrets;
}

/** The keys of `credentials` that are not secrets. All other values there are treated as secrets, because keys may be misspelt. */
const OPEN_NAMES: ReadonlySet<string> = new Set(['partnerUserID', 'feedUrl', 'feedUser', 'host', 'login', 'port', 'filename']);
/** A secret in place of its id: the two were swapped. */
const LIKE_A_SECRET = /^[0-9a-f]{32,}$/i;
/** How many texts of a job are searched; an embedded feed may contain a million. */
const MAX_LOOKED_AT = 2000;
const MAX_SECRETS = 50;

/** True for a key of `credentials` whose value is not secret. */
export function isOpenCredential(name: string): boolean {
  return OPEN_NAMES.has(name);
}

/** True for a secret in place of its id. */
export function looksLikeSecret(name: string, value: string): boolean {
  return name === 'partnerUserID' && LIKE_A_SECRET.test(value);
}

/**
 * True for a secret in place of a key: key and value were swapped, or the value is missing. A key that a person chose
 * contains no digit.
 */
export function isSecretKey(key: string, value: unknown): boolean {
  if (key.length < MIN_KEY_LENGTH || isOpenCredential(key) || soundsSecret(key)) return false;
  const isSwapped = typeof value === 'string' && (soundsSecret(value) || isOpenCredential(value));
  return isSwapped || value === '' || value === null || /\d/.test(key);
}

const MIN_KEY_LENGTH = 4;

/** The keys of URLs that may contain credentials or a token, or of a host or a name where a URL was put by mistake. */
const URL_NAME = /url$|^host$/i;
const LIKE_A_URL = /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/)\S*(?:[@?]|%40|;\S*=)/i;

/**
 * Every secret in the job, so that none is stored: all texts in `credentials` and under keys that sound secret,
 * and the secrets in URLs.
 */
export function secretsOf(job: RawJob): string[] {
  const secrets = new Set<string>();
  let left = MAX_LOOKED_AT;
  const look = (value: unknown, key: string, isSecret: boolean): void => {
    if (left-- <= 0 || secrets.size >= MAX_SECRETS) return;
    if (typeof value === 'string') {
      if (value !== '' && (isSecret || looksLikeSecret(key, value))) secrets.add(value);
      else if (URL_NAME.test(key) || LIKE_A_URL.test(value)) for (const secret of secretsInURL(value)) secrets.add(secret);
    } else if (Array.isArray(value)) for (const item of value.slice(0, MAX_LOOKED_AT)) look(item, key, isSecret);
    // More are never looked at, so their names need not be judged either.
    else if (isObject(value))
      for (const name of Object.keys(value).slice(0, MAX_LOOKED_AT)) look(value[name], name, isSecret || soundsSecret(name));
  };
  const names = Object.keys(job);
  for (const key of names) if (isCredentialsName(key)) lookIntoCredentials(job[key], look);
  for (const key of names) if (!isCredentialsName(key)) look(job[key], key, soundsSecret(key));
  return [...secrets];
}

type Look = (value: unknown, key: string, isSecret: boolean) => void;

function lookIntoCredentials(credentials: unknown, look: Look): void {
  if (!isObject(credentials)) {
    look(credentials, 'credentials', true);
    return;
  }
  for (const [name, value] of Object.entries(credentials)) {
    if (!isObject(value)) lookAtCredential(name, value, look);
    else {
      if (isSecretKey(name, value)) look(name, name, true);
      for (const [inner, secret] of Object.entries(value)) lookAtCredential(inner, secret, look);
    }
  }
}

function lookAtCredential(name: string, value: unknown, look: Look): void {
  if (isSecretKey(name, value)) look(name, name, true);
  look(value, name, !OPEN_NAMES.has(name));
}
