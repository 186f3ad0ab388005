import type { EmulatorCore } from '../emulator/emulator.js';
import type { JournalEntry } from '../emulator/journal/journal.js';
import type { WireRequest } from '../emulator/wire/message.js';
import { REDACTED } from '../util/redact/redact.js';
import { ReplayError } from './replay-error.js';

/**
 * Prepares a SCIM request for a replay, with the current token of its domain. Only a request that was sent with a domain's token can
 * be replayed: other senders have not proved that they know the token. Throws ReplayError or DomainError with the reason.
 */
export function scimRequestOf(
  { request, company, domain }: JournalEntry,
  { domains }: Pick<EmulatorCore, 'domains'>,
  endpoint: string,
): WireRequest {
  const { method, url, contentType, body } = request;
  if (company === undefined || domain === undefined)
    throw new ReplayError("The request did not send the SCIM token of a domain, so it can't be replayed. Resend it from your client.");
  if ([REDACTED, encodeURIComponent(REDACTED)].some((mark) => (url + body).includes(mark)))
    throw new ReplayError('The request contained a secret in addition to its token, and secrets are not kept. Resend it from your client.');
  const headers = {
    ...(endpoint !== '' && { host: new URL(endpoint).host }),
    authorization: `Bearer ${domains.revealToken(company, domain)}`,
    ...(contentType !== undefined && { 'content-type': contentType }),
  };
  return { method, url, headers, body: new TextEncoder().encode(body) };
}
