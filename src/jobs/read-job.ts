import type { Advise } from '../advisories/advise.js';
import { isObject } from '../protocol/is-object.js';
import { wireError } from '../protocol/wire-answers.js';
import { readLenientJson } from '../wire/lenient-json.js';

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

const SECRET_NAME = /secret|passw/i;

/** Every secret the job carries, so that none is stored. */
export function secretsOf(job: RawJob): string[] {
  const { credentials } = job;
  if (!isObject(credentials)) return [];
  const { partnerUserSecret, feedPassword, sftp } = credentials;
  return [partnerUserSecret, feedPassword, isObject(sftp) ? sftp.password : undefined].filter(
    (secret): secret is string => typeof secret === 'string' && secret !== '',
  );
}
