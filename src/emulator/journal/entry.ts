import type { Evidence } from '../../protocol/evidence.js';
import type { Advisory } from '../advisories/table.js';
import { readFields } from '../wire/decode.js';
import type { Changes, WorldChange } from '../world/changes.js';
import type { KeptExchange } from './record.js';

/** One exchange as people and tools read it, with capped bodies and without secrets. */
export interface JournalEntry {
  /** Counts up from 1 and does not repeat until the journal is reset. */
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  /** The process that responded, if several share a state. */
  readonly process?: string;
  /** The company of the credentials, if the request authenticated. */
  readonly company?: string;
  /** The `partnerUserID` that authenticated the request, if it did. The id in the request itself may belong to someone else. */
  readonly pair?: string;
  /** The domain whose SCIM token authenticated the request. */
  readonly domain?: string;
  /** The email address of the user in the path of a SCIM request, if that user exists. */
  readonly user?: string;
  /** `get policyList`, if the job is known. */
  readonly job?: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly contentType?: string;
    /** The body as text. */
    readonly body: string;
    readonly bytes: number;
    /** Form fields after decoding, at most 50. */
    readonly fields: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status: number; readonly contentType: string; readonly body: string; readonly bytes: number };
  readonly responseCode?: number;
  /** `update employees/updated`: the name of the response, see docs/reference/fidelity.md. */
  readonly answer?: string;
  readonly evidence?: Evidence;
  /** The fault that created or changed the response. */
  readonly fault?: string;
  readonly durationMs: number;
  readonly advisories: readonly Advisory[];
  /** What the request changed in the world: at most 100 accounts and memberships. */
  readonly changes?: readonly WorldChange[];
  /** True if there were more. */
  readonly hasMoreChanges?: boolean;
}

const MAX_FIELDS = 50;

/** Converts a stored exchange to readable form: time as a date, and the form decoded again from the text without secrets. */
export function toEntry(kept: KeptExchange): JournalEntry {
  const { id, process, company, pair, domain, user, job, method, url, contentType, body, bytes, answered, fault, durationMs, advisories } =
    kept;
  return {
    id,
    at: new Date(kept.at).toISOString(),
    ...(process !== undefined && { process }),
    ...(company !== undefined && { company }),
    ...(pair !== undefined && { pair }),
    ...(domain !== undefined && { domain }),
    ...(user !== undefined && { user }),
    ...(job !== undefined && { job }),
    request: { method, url, ...(contentType !== undefined && { contentType }), body, bytes, fields: fieldsOf(kept) },
    response: { status: kept.status, contentType: kept.answerType, body: kept.answerBody, bytes: kept.answerBytes },
    ...(answered !== undefined && { responseCode: answered.responseCode, answer: answered.id, evidence: answered.evidence }),
    ...(fault !== undefined && { fault }),
    durationMs,
    advisories,
    ...changesOf(kept),
  };
}

/** Written by recordExchange, so its type is known. */
function changesOf({ changes }: KeptExchange): Pick<JournalEntry, 'changes' | 'hasMoreChanges'> {
  if (changes === undefined) return {};
  const noted = JSON.parse(changes) as Changes;
  return { changes: noted.changes, ...(noted.isMore && { hasMoreChanges: true }) };
}

function fieldsOf({ url, contentType = '', body }: KeptExchange): Record<string, string> {
  const fields = readFields({ url, contentType, text: body }, () => {});
  // `fromEntries`, because a field may be called __proto__.
  return Object.fromEntries([...fields].slice(0, MAX_FIELDS));
}
