import type { Evidence } from '../../protocol/evidence.js';
import type { Advisory } from '../advisories/table.js';
import { readFields } from '../wire/decode.js';
import type { Changes, WorldChange } from '../world/changes.js';
import type { KeptExchange } from './record.js';

/** One exchange as people and tools read it: bodies capped, secrets gone. */
export interface JournalEntry {
  /** Counts up from 1 and never repeats until the journal is reset. */
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  /** The company the credential selected, if it came that far. */
  readonly company?: string;
  /** The `partnerUserID` that authenticated it, if it came that far: what the request claims may be somebody else's. */
  readonly pair?: string;
  /** The domain whose SCIM token authenticated it. */
  readonly domain?: string;
  /** The address of the user in the path of a SCIM request, if that user exists. */
  readonly user?: string;
  /** `get policyList`, when the job was known. */
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
  /** `update employees/updated`: the answer among all answers, see docs/reference/fidelity.md. */
  readonly answer?: string;
  readonly evidence?: Evidence;
  /** The fault that made or changed the answer. */
  readonly fault?: string;
  readonly durationMs: number;
  readonly advisories: readonly Advisory[];
  /** What the request did to the world: at most 100 accounts and memberships. */
  readonly changes?: readonly WorldChange[];
  /** True when there were more. */
  readonly hasMoreChanges?: boolean;
}

const MAX_FIELDS = 50;

/** Makes a kept exchange readable: the instant as a date, the form decoded again from the text without secrets. */
export function toEntry(kept: KeptExchange): JournalEntry {
  const { id, company, pair, domain, user, job, method, url, contentType, body, bytes, answered, fault, durationMs, advisories } = kept;
  return {
    id,
    at: new Date(kept.at).toISOString(),
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

/** Written by recordExchange, so its shape is known. */
function changesOf({ changes }: KeptExchange): Pick<JournalEntry, 'changes' | 'hasMoreChanges'> {
  if (changes === undefined) return {};
  const noted = JSON.parse(changes) as Changes;
  return { changes: noted.changes, ...(noted.isMore && { hasMoreChanges: true }) };
}

function fieldsOf({ url, contentType = '', body }: KeptExchange): Record<string, string> {
  const fields = readFields({ url, contentType, text: body }, () => {});
  // `fromEntries`, since a field may be called __proto__.
  return Object.fromEntries([...fields].slice(0, MAX_FIELDS));
}
