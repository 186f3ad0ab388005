import type { JournalEntry } from './journal.js';

/** What to look for; every given part must match. */
export interface JournalFilter {
  /** `get policyList`. */
  readonly job?: string | undefined;
  /** responseCode, or the HTTP status where there is no envelope. */
  readonly code?: number | undefined;
  /** Anywhere in the request's decoded fields, its URL or the answer; case does not matter. */
  readonly text?: string | undefined;
  readonly company?: string | undefined;
  /** The code of an advisory. */
  readonly advisory?: string | undefined;
}

/** @example journal.entries().filter(matchesFilter({ job: 'update employees', code: 200 })) */
export function matchesFilter(filter: JournalFilter): (entry: JournalEntry) => boolean {
  const text = filter.text?.toLowerCase();
  return (entry) =>
    (filter.job === undefined || entry.job === filter.job) &&
    (filter.code === undefined || (entry.responseCode ?? entry.response.status) === filter.code) &&
    (filter.company === undefined || entry.company === filter.company) &&
    (filter.advisory === undefined || entry.advisories.some(({ code }) => code === filter.advisory)) &&
    (text === undefined || holdsText(entry, text));
}

function holdsText(entry: JournalEntry, text: string): boolean {
  const { url, fields, body } = entry.request;
  return [url, body, entry.response.body, ...Object.values(fields)].some((part) => part.toLowerCase().includes(text));
}
