import type { z } from 'zod';
import type { interactionSchema } from '../contract/schema.js';
import type { JournalEntry } from '../emulator/journal/journal.js';
import { ANY_SCIM_OPERATION, SCIM_PATH } from '../protocol/scim/operations.js';
import { escapePattern } from '../util/escape-pattern.js';
import { isObject } from '../util/is-object.js';

type Written = z.input<typeof interactionSchema>;

/** The statement for a response that is not one of SCIM's answers, such as when SCIM is off. */
export const SCIM_ENDPOINT = `${ANY_SCIM_OPERATION}#endpoint`;

/** Answers that depend on a state which an interaction can't arrange. */
export const NOT_ARRANGED: ReadonlyMap<string, string> = new Map([
  ['scim/not-set-up', 'The request has the token of a domain that is not set up'],
  ['scim/rate-limited', 'The requests before it are needed as well'],
]);

/** Answers that only an emulator that creates users gives. */
const OF_FULL = ['scim/created', 'scim/duplicate-user'];

/** The state that a SCIM request needs: a domain that is set up, unless SCIM was off. */
export function givenOfScim({ answer, fault }: JournalEntry): Written['given'] {
  if (answer === undefined && fault === undefined) return undefined;
  return { scim: answer !== undefined && OF_FULL.includes(answer) ? 'full' : true };
}

/** The request as it was sent, with the token of the target, or a wrong one. */
export function whenOfScim({ request, answer, fault }: JournalEntry): Written['when'] {
  const { method, url, contentType, body } = request;
  const isOff = answer === undefined && fault === undefined;
  const token = isOff || answer === 'scim/unauthorized' ? 'this-is-not-the-token' : '{{scimToken}}';
  return {
    encoding: 'raw',
    ...(method !== 'POST' && { method }),
    path: url,
    headers: { authorization: `Bearer ${token}`, ...(contentType !== undefined && { 'content-type': contentType }) },
    ...(body !== '' && { body }),
  };
}

/** A body whose locations match on any host. */
export function anywhere(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anywhere);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'location' ? endOf(inner) : anywhere(inner)]));
}

function endOf(location: unknown): unknown {
  const at = typeof location === 'string' ? location.indexOf(SCIM_PATH) : -1;
  return typeof location !== 'string' || at === -1 ? location : { $regex: `${escapePattern(location.slice(at))}$` };
}
