import type { JournalEntry } from '../../emulator/journal/journal.js';
import { allStatements } from '../../jobs/statements.js';
import { isScimOperation } from '../../protocol/scim/operations.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { REMEDIES, SKIP_REMEDIES, TELLING_ADVISORIES } from './causes.js';
import { DELAYS } from './delays.js';

/** Why a request failed, for the person who sent it. */
export interface Why {
  /** In one sentence. */
  readonly cause: string;
  readonly change: string;
  /** A page of the docs, with the heading after a #. */
  readonly guide: string;
}

/** Undefined if the request did what its sender wanted. */
export function whyOf(entry: JournalEntry): Why | undefined {
  return byFault(entry) ?? bySkips(entry) ?? byPlainResponse(entry) ?? byResponse(entry);
}

function byFault({ fault, response }: JournalEntry): Why | undefined {
  if (fault === undefined || DELAYS.includes(fault)) return undefined;
  const effect = response.body === '' ? 'cut off or emptied' : 'created or changed';
  return {
    cause: `The armed fault ${fault} ${effect} this response.`,
    change: 'Check that your client copes with it. To stop it, disarm the fault on the Faults page.',
    guide: 'guide/faults-and-clock',
  };
}

const MOST_NAMED = 3;

function bySkips(entry: JournalEntry): Why | undefined {
  const skips = skipsOf(entry);
  const [first] = skips;
  if (first === undefined) return undefined;
  const named = skips.slice(0, MOST_NAMED).map(({ email, reason }) => `${email || 'a record'} (${reason})`);
  const more = skips.length > MOST_NAMED ? ` and ${skips.length - MOST_NAMED} more` : '';
  const known = SKIP_REMEDIES.find(([start]) => first.reason.startsWith(start));
  return {
    cause: `The response code is ${entry.responseCode}, but ${skips.length === 1 ? 'a record was' : 'records were'} skipped: ${named.join(', ')}${more}.`,
    change: known?.[1] ?? 'Correct the record, and read skippedEmployees in your client: the code alone does not show a skip.',
    guide: 'reference/advisories#skipped-records',
  };
}

/** The skipped records that a response names. */
export function skipsOf({ response, advisories }: JournalEntry): { readonly email: string; readonly reason: string }[] {
  const body = readJson(response.body);
  const listed = isObject(body) && Array.isArray(body.skippedEmployees) ? body.skippedEmployees : [];
  const found = listed.filter(isObject).map(({ email, reason }) => ({ email: String(email ?? ''), reason: String(reason ?? '') }));
  // The journal keeps only the start of a long response.
  const advised = advisories.find(({ code }) => code === 'skipped-records');
  return found.length > 0 || advised === undefined ? found : [{ email: '', reason: advised.message }];
}

const RIGHT_REQUEST = 'Send a POST to /Integration-Server/ExpensifyIntegrations.';

/** A response that no job gave: the request went astray, or was refused before it had been read. */
function byPlainResponse({ request, response, job, responseCode }: JournalEntry): Why | undefined {
  if (responseCode !== undefined || job !== undefined || response.status < 400) return undefined;
  return { ...whyPlain(response.status, request), guide: 'guide/troubleshooting#responses' };
}

function whyPlain(status: number, { method, url }: JournalEntry['request']): Omit<Why, 'guide'> {
  switch (status) {
    case 404:
      return { cause: `The emulator has nothing at ${url.split('?')[0]}.`, change: RIGHT_REQUEST };
    case 408:
      return { cause: 'The body arrived too slowly.', change: 'Send it again, and find out what slows your client down.' };
    case 413:
      return { cause: 'The body is too large.', change: 'Send fewer records at once, or raise the limit with --body-limit.' };
    default:
      return { cause: `The emulator refused ${method} here with HTTP ${status}.`, change: RIGHT_REQUEST };
  }
}

function byResponse(entry: JournalEntry): Why | undefined {
  const { answer = '', responseCode, response, job } = entry;
  const code = responseCode ?? response.status;
  if (code < 400 && code !== 207 && response.status < 400) return undefined;
  const telling = TELLING_ADVISORIES.map((name) => entry.advisories.find((advisory) => advisory.code === name)).find(Boolean);
  const remedy = REMEDIES[answer] ?? REMEDIES[answer.slice(answer.indexOf('/') + 1)];
  if (telling !== undefined)
    return {
      cause: telling.message,
      change: remedy?.change ?? 'Send the request as the guide shows.',
      guide: `reference/advisories#${telling.code}`,
    };
  const statement = allStatements().find(({ id }) => id === answer);
  return {
    cause: remedy?.cause ?? messageOf(response.body) ?? `The response is ${code}.`,
    change: remedy?.change ?? statement?.limit?.advice ?? 'Compare the request with the reference of the job.',
    guide: remedy?.guide ?? pageOf(job),
  };
}

/** The message of an envelope, or of SCIM's Error body. */
export function messageOf(body: string): string | undefined {
  const value = readJson(body);
  if (!isObject(value)) return undefined;
  const message = value.responseMessage ?? value.detail;
  return typeof message === 'string' ? message : undefined;
}

function pageOf(job: string | undefined): string {
  if (job === undefined) return 'guide/troubleshooting#responses';
  if (isScimOperation(job)) return 'guide/okta-scim';
  const words = job.replace(/[()]/g, '').replace(/([a-z])([A-Z])/g, '$1-$2');
  return `reference/jobs/${words.toLowerCase().replaceAll(' ', '-')}`;
}
