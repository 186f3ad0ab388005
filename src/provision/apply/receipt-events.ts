import { z } from 'zod';
import { list, record } from '../../util/lists.js';
import { readJson } from '../../util/read-json.js';

/** Addresses by policy id. */
const lists = record(z.string(), list(z.string()));
export type Lists = z.output<typeof lists>;

const employee = record(z.string(), z.unknown());
const at = { /** ISO 8601. */ at: z.string() };

/** A plan begins, or goes on in a newer plan. */
const started = z.object({
  event: z.literal('started'),
  ...at,
  version: z.literal(2),
  url: z.string(),
  planID: z.string(),
  planHash: z.string(),
});

/** The dry run differed from the plan, and that was accepted. */
const accepted = z.object({ event: z.literal('accepted'), ...at, differences: list(z.string()) });

/** A request is about to be sent. Without a confirmation behind it nobody knows what became of it. */
const sent = z.object({
  event: z.literal('sent'),
  ...at,
  /** Counts the requests of the file, from 1. */
  request: z.number(),
  records: list(employee),
  /** Whom the request is to add and remove. */
  adds: lists,
  removes: lists,
});

/** The service answered. */
const confirmed = z.object({
  event: z.literal('confirmed'),
  ...at,
  request: z.number(),
  requestIDs: list(z.string()),
  updatedEmployeesCount: z.number(),
  added: lists,
  removed: lists,
  failedPolicies: list(z.string()),
  skipped: list(z.object({ email: z.string(), reason: z.string() })),
});

/** The answer was lost, and a later look at the members showed what had been done. */
const confirmedByReading = z.object({
  event: z.literal('confirmed-by-reading'),
  ...at,
  request: z.number(),
  /** The records that were found to be so. */
  records: list(employee),
  added: lists,
  removed: lists,
});

/** Nothing is left to do. */
const finished = z.object({ event: z.literal('finished'), ...at });

const receiptEvent = z.discriminatedUnion('event', [started, accepted, sent, confirmed, confirmedByReading, finished]);

/** One line of a receipt: plain data, without secrets. */
export type ReceiptEvent = z.output<typeof receiptEvent>;
export type SentEvent = z.output<typeof sent>;

/** The events of a receipt's text, or the first line that is none. A last line that a crash cut short is left out. */
export function parseEvents(text: string): { readonly events: ReceiptEvent[] } | { readonly badLine: number } {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  if (!isTorn(rest)) return { badLine: lines.length + 1 };
  const events: ReceiptEvent[] = [];
  for (const [index, line] of lines.entries()) {
    const result = receiptEvent.safeParse(readJson(line));
    if (!result.success) return { badLine: index + 1 };
    events.push(result.data);
  }
  return { events };
}

const BEGINNING = '{"event":"';

/** True for what a crash may leave of a line, and for nothing at all. */
function isTorn(rest: string): boolean {
  return BEGINNING.startsWith(rest) || rest.startsWith(BEGINNING);
}
