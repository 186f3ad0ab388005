import type { Advisory } from '../advisories/table.js';
import type { GivenAnswer } from '../protocol/evidence.js';
import { header, type WireRequest, type WireResponse } from '../wire/message.js';
import type { JournalEntry } from './journal.js';
import { redact, redactAnswer } from './redact.js';

/** What the spine learned about an exchange on its way. */
export interface Exchange {
  readonly request: WireRequest;
  bodyText: string;
  fields: ReadonlyMap<string, string>;
  secrets: readonly string[];
  company?: string;
  job?: string;
  given?: GivenAnswer;
  fault?: string;
}

/** Longest text kept of a body or a field, in characters. */
const LONGEST_BODY = 16 * 1024;
const MOST_FIELDS = 50;

/** The entry of a finished exchange. Secrets are taken out here, before anything is stored. */
export function recordExchange(
  exchange: Exchange,
  response: WireResponse,
  facts: { readonly id: number; readonly at: string; readonly durationMs: number; readonly advisories: readonly Advisory[] },
): JournalEntry {
  const { request, given, secrets } = exchange;
  const isLong = exchange.bodyText.length > LONGEST_BODY;
  const keep = (text: string): string => redact(isLong ? detach(cap(text)) : cap(text), secrets);
  const contentType = header(request, 'content-type');
  return {
    id: facts.id,
    at: facts.at,
    ...(exchange.company !== undefined && { company: exchange.company }),
    ...(exchange.job !== undefined && { job: exchange.job }),
    request: {
      method: request.method,
      url: keep(request.url),
      ...(contentType !== undefined && { contentType: cap(contentType) }),
      body: keep(exchange.bodyText),
      bytes: request.body.length,
      fields: keepFields(exchange.fields, keep),
    },
    response: {
      status: response.status,
      contentType: response.headers['content-type'] ?? '',
      body: redactAnswer(cap(response.body), secrets),
      bytes: response.body.length,
    },
    ...(given !== undefined && { responseCode: given.responseCode, answer: given.id, evidence: given.evidence }),
    ...(exchange.fault !== undefined && { fault: exchange.fault }),
    durationMs: facts.durationMs,
    advisories: facts.advisories,
  };
}

function keepFields(fields: ReadonlyMap<string, string>, keep: (text: string) => string): Record<string, string> {
  // A prototype-free object, since a field may be called __proto__.
  const kept: Record<string, string> = Object.create(null);
  let count = 0;
  for (const [name, value] of fields) {
    if (++count > MOST_FIELDS) break;
    kept[keep(name)] = keep(value);
  }
  return kept;
}

/**
 * The start of a long text, as a copy: a plain slice would keep the whole 32 MiB it was cut from alive. Short fields
 * of a long body are such slices too, which is why `keep` copies all of a long exchange.
 */
function cap(text: string): string {
  if (text.length <= LONGEST_BODY) return text;
  return detach(`${text.slice(0, LONGEST_BODY)}… (${text.length} characters in all)`);
}

/** A copy that keeps nothing of the text it was cut from. */
function detach(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
