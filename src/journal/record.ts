import type { Advisory } from '../advisories/table.js';
import type { GivenAnswer } from '../protocol/evidence.js';
import { header, type WireRequest, type WireResponse } from '../wire/message.js';
import type { JournalEntry } from './journal.js';
import { LONGEST_SPELLING, redact, redactAnswer } from './redact.js';

/** What the spine learned about an exchange on its way. */
export interface Exchange {
  readonly request: WireRequest;
  bodyText: string;
  fields: ReadonlyMap<string, string>;
  secrets: readonly string[];
  company?: string;
  job?: string;
  given?: GivenAnswer;
  fault?: { readonly name: string };
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
  const keep = (text: string): string => cap(text, (start) => redact(isLong ? detach(start) : start, secrets));
  const isCut = facts.advisories.some(({ code }) => code === 'cut-at-ampersand');
  const contentType = header(request, 'content-type');
  return {
    id: facts.id,
    at: facts.at,
    ...(exchange.company !== undefined && { company: exchange.company }),
    ...(exchange.job !== undefined && { job: exchange.job }),
    request: {
      method: keep(request.method),
      url: keep(request.url),
      ...(contentType !== undefined && { contentType: keep(contentType) }),
      body: keep(exchange.bodyText),
      bytes: request.body.length,
      fields: keepFields(isCut ? withoutRests(exchange.fields) : exchange.fields, keep),
    },
    response: {
      status: response.status,
      contentType: response.headers['content-type'] ?? '',
      body: cap(response.body, (start) => redactAnswer(start, secrets)),
      bytes: byteLength(response.body),
    },
    ...(given !== undefined && { responseCode: given.responseCode, answer: given.id, evidence: given.evidence }),
    ...(exchange.fault !== undefined && { fault: exchange.fault.name }),
    durationMs: facts.durationMs,
    advisories: facts.advisories,
  };
}

function keepFields(fields: ReadonlyMap<string, string>, keep: (text: string) => string): Record<string, string> {
  // `fromEntries`, since a field may be called __proto__.
  return Object.fromEntries(
    Array.from(fields)
      .slice(0, MOST_FIELDS)
      .map(([name, value]) => [keep(name), keep(value)]),
  );
}

/** Behind an unencoded & the rest of the job became field names, and may be the rest of a secret. */
function withoutRests(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...fields].filter(([name]) => name === 'requestJobDescription' || name === 'data'));
}

/**
 * The start of a text, cleaned. A long one is cleaned a little beyond its end first, as a secret that is cut in two is
 * no longer recognised.
 */
function cap(text: string, clean: (start: string) => string): string {
  if (text.length <= LONGEST_BODY) return clean(text);
  const start = clean(text.slice(0, LONGEST_BODY + LONGEST_SPELLING));
  return detach(`${start.slice(0, -LONGEST_SPELLING)}… (${text.length} characters in all)`);
}

/** A copy: a plain slice, as short fields of a long body are, would keep the whole 32 MiB it was cut from alive. */
function detach(text: string): string {
  return utf8.decode(encoder.encode(text));
}

function byteLength(text: string): number {
  return NOT_ASCII.test(text) ? encoder.encode(text).length : text.length;
}

const encoder = new TextEncoder();
const utf8 = new TextDecoder();
const NOT_ASCII = /[\u0080-\uffff]/;
