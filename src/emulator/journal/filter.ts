import { meansJob } from '../../protocol/scim/operations.js';
import type { JournalEntry } from './entry.js';

/** What to look for. Every filter that is set must match. */
export interface JournalFilter {
  /** `get policyList`; `scim` for all requests to SCIM. */
  readonly job?: string | undefined;
  /** responseCode, or the HTTP status if there is no envelope. */
  readonly code?: number | undefined;
  /** Anywhere in the request's decoded fields, its URL or the response; case-insensitive. */
  readonly text?: string | undefined;
  readonly company?: string | undefined;
  /** The code of an advisory. */
  readonly advisory?: string | undefined;
}

/** @example journal.entries().filter(matchesFilter({ job: 'update employees', code: 200 })) */
export function matchesFilter(filter: JournalFilter): (entry: JournalEntry) => boolean {
  const text = filter.text?.toLowerCase();
  return (entry) =>
    matchesFacts(filter, { ...entry, code: entry.responseCode ?? entry.response.status }) && (text === undefined || holdsText(entry, text));
}

interface Facts {
  readonly job?: string | undefined;
  readonly code: number;
  readonly company?: string | undefined;
  readonly advisories: readonly { readonly code: string }[];
}

/** Applies the filters that do not need a body. */
export function matchesFacts(filter: JournalFilter, { job, code, company, advisories }: Facts): boolean {
  return (
    (filter.job === undefined || (job !== undefined && meansJob(filter.job, job))) &&
    (filter.code === undefined || code === filter.code) &&
    (filter.company === undefined || company === filter.company) &&
    (filter.advisory === undefined || advisories.some((advisory) => advisory.code === filter.advisory))
  );
}

function holdsText(entry: JournalEntry, text: string): boolean {
  const { url, fields, body } = entry.request;
  return [url, body, entry.response.body, ...Object.values(fields)].some((part) => part.toLowerCase().includes(text));
}
