import type { RawJob } from '../protocol/raw-job.js';
import { wireError } from '../protocol/wire-answers.js';
import { isObject } from '../util/is-object.js';
import { isCredentialsName, isSecretParameter, soundsSecret } from '../util/redact/secret-names.js';
import { secretsInURL } from '../util/redact/secrets-in-url.js';
import type { Advise } from './advisories/advise.js';
import { readLenientJson } from './wire/lenient-json.js';

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
  return [...fields].filter(([name, value]) => isSecretParameter(name) && value !== '').map(([, value]) => value);
}

/** What `credentials` holds that is none. Whatever else stands there is taken for one: keys are misspelt. */
const OPEN_NAMES: ReadonlySet<string> = new Set(['partnerUserID', 'feedUrl', 'feedUser', 'host', 'login', 'port', 'filename']);
/** A secret where its id belongs: the two were swapped. */
const LIKE_A_SECRET = /^[0-9a-f]{32,}$/i;
/** The texts of a job that are looked at; a feed nested in it may hold a million. */
const MAX_LOOKED_AT = 2000;
const MAX_SECRETS = 50;

/** True for what stands in `credentials` in the open, by its key. */
export function isOpenCredential(name: string): boolean {
  return OPEN_NAMES.has(name);
}

/** True for a secret where its id belongs. */
export function looksLikeSecret(name: string, value: string): boolean {
  return name === 'partnerUserID' && LIKE_A_SECRET.test(value);
}

/**
 * True for a secret that stands where a key belongs: the two were swapped, or it stands alone. A key that a person chose has
 * no digit.
 */
export function isSecretKey(key: string, value: unknown): boolean {
  if (key.length < MIN_KEY_LENGTH || isOpenCredential(key) || soundsSecret(key)) return false;
  const isSwapped = typeof value === 'string' && (soundsSecret(value) || isOpenCredential(value));
  return isSwapped || value === '' || value === null || /\d/.test(key);
}

const MIN_KEY_LENGTH = 4;

/** A URL that may carry a pair or a token, by its key; or what stands where only a host or a name belongs. */
const URL_NAME = /url$|^host$/i;
const LIKE_A_URL = /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/)\S*(?:[@?]|%40|;\S*=)/i;

/**
 * Every secret the job carries, so that none is stored: all texts under a key that sounds like one, and in `credentials`;
 * and what URLs carry.
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
    else if (isObject(value)) for (const [name, inner] of Object.entries(value)) look(inner, name, isSecret || soundsSecret(name));
  };
  const isCredentials = ([name]: readonly [string, unknown]): boolean => isCredentialsName(name);
  const entries = Object.entries(job);
  for (const [, credentials] of entries.filter(isCredentials)) {
    if (!isObject(credentials)) look(credentials, 'credentials', true);
    else for (const [name, value] of Object.entries(credentials)) lookIntoCredentials(name, value, look);
  }
  look(Object.fromEntries(entries.filter((entry) => !isCredentials(entry))), '', false);
  return [...secrets];
}

type Look = (value: unknown, key: string, isSecret: boolean) => void;

function lookIntoCredentials(name: string, value: unknown, look: Look): void {
  if (isSecretKey(name, value)) look(name, name, true);
  if (!isObject(value)) look(value, name, !OPEN_NAMES.has(name));
  else {
    for (const [inner, secret] of Object.entries(value)) {
      if (isSecretKey(inner, secret)) look(inner, inner, true);
      look(secret, inner, !OPEN_NAMES.has(inner));
    }
  }
}
