import type { JournalEntry } from '../emulator/journal/journal.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { ReplayError } from './replay-error.js';

/** What a person wants to send instead of what was sent. */
export interface Edit {
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * The exchange as if it had been sent with these fields or this body. Its secret stays hidden here too, and a replay only fills it in
 * if the edited request has the same credentials. Throws ReplayError.
 */
export function editedEntry(entry: JournalEntry, { fields, body }: Edit): JournalEntry {
  if (fields === undefined && body === undefined) return entry;
  const { request } = entry;
  const isScim = isScimURL(request.url);
  if (fields !== undefined && isScim) throw new ReplayError('A SCIM request has a body and no form fields. Send "body" instead.');
  if (body !== undefined && !isScim) throw new ReplayError('A request of the Integration Server is a form. Send "fields" instead.');
  const text = body ?? new URLSearchParams(Object.entries(fields ?? {})).toString();
  const edited = {
    ...request,
    url: isScim ? request.url : (request.url.split('?')[0] ?? request.url),
    body: text,
    bytes: new TextEncoder().encode(text).length,
    ...(fields !== undefined && { fields, contentType: FORM }),
  };
  return { ...entry, request: edited };
}
