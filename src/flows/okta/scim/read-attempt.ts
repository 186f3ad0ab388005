import { isObject } from '../../../util/is-object.js';
import { findTooMuch } from '../../../util/json-bounds.js';
import { readJson } from '../../../util/read-json.js';
import type { ScimAnswer, ScimAttempt } from './exchange.js';
import { LONGEST_WAIT_MS } from './retry.js';
import { type ScimError, scimErrorSchema } from './scim-schema.js';
import type { Shown } from './shown.js';

/** A response as Okta reads it. */
export interface Reading {
  /** The JSON of the body, which is an object; undefined for an empty body. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** The problem, as part of a sentence; undefined for a success. */
  readonly problem?: string;
  /** True for a 404 with a SCIM error. Any other 404 says nothing about users. */
  readonly isNotFound?: boolean;
}

const MAX_DETAIL = 300;

/** @example (await readAttempt({ failure: 'socket hang up' }, shown)).problem // 'the service did not respond: socket hang up' */
export async function readAttempt(attempt: ScimAttempt, shown: Shown): Promise<Reading> {
  if ('failure' in attempt) return { problem: `the service did not respond: ${await shown(attempt.failure, MAX_DETAIL)}` };
  const { status, text } = attempt;
  if (status >= 300 && status < 400)
    return { problem: `the service returned a redirect (HTTP ${status}), which is not followed. Check the SCIM URL` };
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && text.trim() === '') return {};
  // Parsing can't be interrupted, and would block the event loop for long.
  const tooMuch = findTooMuch(text);
  if (tooMuch !== undefined)
    return { problem: tooMuch.startsWith('nested') ? `the response is ${tooMuch}` : `the response has ${tooMuch}` };
  const body = readJson(text);
  if (isSuccess) return isObject(body) ? { body } : { problem: await notScim(attempt, shown) };
  const error = scimErrorSchema.safeParse(body).data;
  if (error === undefined) return { problem: await notScim(attempt, shown) };
  return { problem: await refusalOf(attempt, error, shown), isNotFound: status === 404 };
}

async function refusalOf({ status, retryAfterMs = 0 }: ScimAnswer, error: ScimError, shown: Shown): Promise<string> {
  const detail = (await shown(error.detail ?? error.scimType ?? '', MAX_DETAIL)).replace(/\.$/, '');
  const hint =
    status === 401
      ? '. Check the SCIM token'
      : retryAfterMs > LONGEST_WAIT_MS
        ? `. The service asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds, which is too long for a retry`
        : '';
  return `the service returned HTTP ${status}${detail === '' ? '' : `: ${detail}`}${hint}`;
}

async function notScim({ status, contentType, text }: ScimAnswer, shown: Shown): Promise<string> {
  const isPage = /^\s*<(?:!doctype|html)/i.test(text) || /html/i.test(contentType);
  const type = await shown(contentType.split(';')[0] ?? '', 60);
  const what = isPage ? 'an HTML page' : type === '' ? 'a response without a content type' : `a response of type ${type}`;
  return `the service returned ${what} that is not SCIM (HTTP ${status}). Check the SCIM URL, and that SCIM is enabled there`;
}
