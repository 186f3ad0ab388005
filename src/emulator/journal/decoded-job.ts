import { isObject } from '../../util/is-object.js';
import { readLenientJson } from '../wire/lenient-json.js';
import type { JournalEntry } from './journal.js';

/**
 * The job of a journalled exchange, parsed again from the redacted text. Undefined if there was no job, if it could not be
 * read, or if it was too long to be kept whole.
 * @example decodedJob(entry)?.inputSettings
 */
export function decodedJob(entry: JournalEntry): Readonly<Record<string, unknown>> | undefined {
  const json = readLenientJson(entry.request.fields.requestJobDescription ?? '');
  return json.ok && isObject(json.value) ? json.value : undefined;
}
