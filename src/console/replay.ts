import { decodedJob } from '../journal/decoded-job.js';
import type { JournalEntry } from '../journal/journal.js';
import { isObject } from '../protocol/is-object.js';
import { REDACTED } from '../text/redact.js';
import type { WireRequest } from '../wire/message.js';

/** The secret of a pair, where this process knows it. */
export type KnownSecrets = (partnerUserID: string) => string | undefined;

/** An exchange that cannot be sent again; the message says why. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
  readonly status = 409;
}

const encoder = new TextEncoder();
/** In a form, in a query, and in multipart or JSON. */
const SPELLINGS = [REDACTED, encodeURIComponent(REDACTED)];

/**
 * The exchange with the pair's secret back where the journal took it out. Throws ReplayError when it held another
 * secret, was cut, or its pair is not known.
 */
export function withSecret(entry: JournalEntry, secretOf: KnownSecrets): JournalEntry {
  const { body, bytes, url } = entry.request;
  const hidden = SPELLINGS.reduce((count, spelling) => count + (body + url).split(spelling).length - 1, 0);
  if (body.length > 0 && bytes > 0 && /… \(\d+ characters in all\)$/.test(body))
    throw new ReplayError('The journal kept only the start of it.');
  if (hidden === 0) return entry;
  const credentials = decodedJob(entry)?.credentials;
  const partnerUserID = isObject(credentials) ? String(credentials.partnerUserID) : '';
  const secret = secretOf(partnerUserID);
  if (secret === undefined) throw new ReplayError(`Nobody here knows the secret of the pair '${partnerUserID}'.`);
  if (hidden > 1) throw new ReplayError('It held another secret beside that of the pair, and secrets are not kept.');
  const fill = (text: string): string => SPELLINGS.reduce((filled, spelling) => filled.replace(spelling, () => secret), text);
  return { ...entry, request: { ...entry.request, body: fill(body), url: fill(url) } };
}

/** The exchange as it would come in again. */
export function replayRequest({ request }: JournalEntry): WireRequest {
  const { method, url, contentType, body } = request;
  const bytes = encoder.encode(body);
  return { method, url, headers: contentType === undefined ? {} : { 'content-type': contentType }, body: bytes };
}
