import { hashSecret } from '../emulator/accounts/secrets.js';
import type { EmulatorCore } from '../emulator/emulator.js';
import type { JournalEntry } from '../emulator/journal/journal.js';
import type { Rehearsal } from '../emulator/rehearse.js';
import { readFields, refuseRoute } from '../emulator/wire/decode.js';
import { readLenientJson } from '../emulator/wire/lenient-json.js';
import type { WireRequest } from '../emulator/wire/message.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { isObject } from '../util/is-object.js';
import { REDACTED } from '../util/redact/redact.js';
import { ReplayError } from './replay-error.js';
import { scimRequestOf } from './replay-scim.js';

/** The secret for a partnerUserID, if this process knows it. */
export type KnownSecrets = (partnerUserID: string) => string | undefined;

const encoder = new TextEncoder();
/** How the secret appears in a form or query, and in multipart or JSON. */
const SPELLINGS = [REDACTED, encodeURIComponent(REDACTED)];

/** Throws ReplayError if the journal lacks a part of the exchange, because the replay would send a different request. */
export function assertWhole({ request: { url, body, bytes } }: JournalEntry): void {
  const isCut = [url, body].some((text) => /… \(\d+ characters in all\)$/.test(text));
  if (isCut) throw new ReplayError('The journal kept only the start of the request. Resend it from your client.');
  if (body === '' && bytes > 0)
    throw new ReplayError('The journal did not keep the body of the request, which the emulator did not read. Resend it from your client.');
}

/**
 * Returns the exchange with the secret that the journal took out. Only the credentials that authenticated the exchange get
 * their secret back: senders of other requests have not proved that they know it, and the console must not fill it in for them.
 * Throws ReplayError that says why the secret is not filled in.
 */
export function withSecret(entry: JournalEntry, secretOf: KnownSecrets): JournalEntry {
  assertWhole(entry);
  const { body, url } = entry.request;
  const hidden = SPELLINGS.reduce((count, spelling) => count + (body + url).split(spelling).length - 1, 0);
  if (hidden === 0) return entry;
  const { pair } = entry;
  if (pair === undefined)
    throw new ReplayError('The request did not authenticate, so its secret is not filled in. Resend it from your client.');
  if (refuseRoute(replayRequest(entry)) !== undefined)
    throw new ReplayError('The request was not sent to the endpoint of this emulator, so its secret is not filled in.');
  const secret = secretOf(pair);
  if (secret === undefined)
    throw new ReplayError(`This process does not know the secret of '${pair}'. Resend the request from your client.`);
  if (hidden > 1) throw new ReplayError('The request contained another secret in addition to partnerUserSecret, and secrets are not kept.');
  const fill = (text: string): string => SPELLINGS.reduce((filled, spelling) => filled.replace(spelling, () => secret), text);
  const filled = { ...entry, request: { ...entry.request, body: fill(body), url: fill(url) } };
  if (hasPair(filled, pair, secret)) return filled;
  throw new ReplayError('The journal no longer shows where the secret belongs. Resend the request from your client.');
}

/** True if the request contains these credentials in the place where the emulator reads them. */
function hasPair({ request }: JournalEntry, partnerUserID: string, secret: string): boolean {
  const { url, contentType = '', body } = request;
  const fields = readFields({ url, contentType, text: body }, () => {});
  const json = readLenientJson(fields.get('requestJobDescription') ?? '');
  const credentials = json.ok && isObject(json.value) ? json.value.credentials : undefined;
  return isObject(credentials) && credentials.partnerUserID === partnerUserID && credentials.partnerUserSecret === secret;
}

/** The exchange as a new request. */
function replayRequest({ request }: JournalEntry): WireRequest {
  const { method, url, contentType, body } = request;
  const bytes = encoder.encode(body);
  return { method, url, headers: contentType === undefined ? {} : { 'content-type': contentType }, body: bytes };
}

/** What a replay would do. Its `confirm` value proves that the caller has seen the preview; reading requests need none. */
export interface ReplayPreview extends Rehearsal {
  readonly confirm?: string;
}

/** The request of an exchange, with its secret. Throws ReplayError, or DomainError if the domain has no token. */
function requestOf(entry: JournalEntry, core: EmulatorCore, endpoint: string): WireRequest {
  if (!isScimURL(entry.request.url)) return replayRequest(withSecret(entry, (id) => core.directory.secretOf(id)));
  assertWhole(entry);
  return scimRequestOf(entry, core, endpoint);
}

/** `endpoint` is the URL of the Integration Server, for the Host header. */
export async function previewReplay(entry: JournalEntry, core: EmulatorCore, endpoint: string): Promise<ReplayPreview> {
  const rehearsal = await core.rehearse(requestOf(entry, core, endpoint));
  return rehearsal.writes ? { ...rehearsal, confirm: hashSecret(JSON.stringify(rehearsal)).slice(0, 16) } : rehearsal;
}

/**
 * Sends an exchange again. A request that writes needs the `confirm` value of a preview, and is only sent if it would still do
 * the same. If a fault or another update delays the replay, the company may still change before it runs. Throws ReplayError.
 */
export async function replay(entry: JournalEntry, core: EmulatorCore, confirm: string | undefined, endpoint: string): Promise<number> {
  const preview = await previewReplay(entry, core, endpoint);
  if (preview.confirm !== confirm && preview.confirm !== undefined) {
    throw new ReplayError(
      confirm === undefined
        ? `Replaying '${preview.job}' writes. Preview it with POST …/replay/preview, then send the "confirm" it returns.`
        : 'The replay would no longer do what the preview showed. Preview it again.',
    );
  }
  const { status } = await core.handle(requestOf(entry, core, endpoint));
  return status;
}
