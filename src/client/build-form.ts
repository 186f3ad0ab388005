import type { Credentials } from '../protocol/credentials.js';
import type { JobDefinition } from '../protocol/define-job.js';
import { isObject } from '../util/is-object.js';
import { soundsSecret } from '../util/redact/secret-names.js';
import type { JobRequest } from './connection.js';

export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  /** The texts that must never be shown. */
  readonly secrets: readonly string[];
}

/** The form of a job. The definition's type and the client's pair win over whatever else was given. */
export function buildForm(credentials: Credentials, { type, subtype }: JobDefinition, { job, fields }: JobRequest): Form {
  const own = isObject(job.credentials) ? job.credentials : {};
  const inputSettings = isObject(job.inputSettings) ? job.inputSettings : {};
  const description = {
    type,
    ...job,
    credentials: { ...own, ...credentials },
    // A job without a subtype may have settings, and a `type` among them that is its own.
    ...(subtype !== undefined && { inputSettings: { ...inputSettings, type: subtype } }),
  };
  return {
    fields: { requestJobDescription: JSON.stringify({ ...description, type }), ...fields },
    secrets: secretsOf(description),
  };
}

/**
 * The pair's secret and the passwords of feeds and SFTP servers, at whatever depth they stand. What `inputSettings` holds is no
 * secret, and may be a feed of 100,000 people.
 */
function secretsOf(held: object): string[] {
  return Object.entries(held).flatMap(([key, value]) => {
    if (key === 'inputSettings') return [];
    if (Array.isArray(value) || isObject(value)) return secretsOf(value);
    const isScalar = typeof value === 'string' || typeof value === 'number';
    return isScalar && soundsSecret(key) ? [String(value)] : [];
  });
}
