import type { Credentials } from '../protocol/credentials.js';
import type { JobDefinition } from '../protocol/define-job.js';
import { isObject } from '../util/is-object.js';
import { soundsSecret } from '../util/redact/secret-names.js';
import type { JobRequest } from './connection.js';

export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  /** Values that must never be shown. */
  readonly secrets: readonly string[];
}

/** Builds the form of a job. The definition's type and the client's credentials override those in the input. */
export function buildForm(credentials: Credentials, { type, subtype }: JobDefinition, { job, fields }: JobRequest): Form {
  const own = isObject(job.credentials) ? job.credentials : {};
  const inputSettings = isObject(job.inputSettings) ? job.inputSettings : {};
  const description = {
    type,
    ...job,
    credentials: { ...own, ...credentials },
    // A job without a subtype may have settings with their own `type`.
    ...(subtype !== undefined && { inputSettings: { ...inputSettings, type: subtype } }),
  };
  return {
    fields: { requestJobDescription: JSON.stringify({ ...description, type }), ...fields },
    secrets: secretsOf(description),
  };
}

/**
 * The secret of the credentials, and the passwords of feeds and SFTP servers at any depth. `inputSettings` is skipped: it contains
 * no secrets, and may be a feed of 100,000 people.
 */
function secretsOf(held: object): string[] {
  return Object.entries(held).flatMap(([key, value]) => {
    if (key === 'inputSettings') return [];
    if (Array.isArray(value) || isObject(value)) return secretsOf(value);
    const isScalar = typeof value === 'string' || typeof value === 'number';
    return isScalar && soundsSecret(key) ? [String(value)] : [];
  });
}
