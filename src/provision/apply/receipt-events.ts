import { z } from 'zod';
import { list, record } from '../../util/lists.js';
import { readJson } from '../../util/read-json.js';

/** Addresses by policy id. */
const lists = record(z.string(), list(z.string()));
export type Lists = z.output<typeof lists>;

const employee = record(z.string(), z.unknown());
const at = { /** ISO 8601. */ at: z.string() };

/** A plan begins, or a newer plan continues it. */
const started = z.object({
  event: z.literal('started'),
  ...at,
  version: z.literal(2),
  url: z.string(),
  planID: z.string(),
  planHash: z.string(),
});

/** The dry run differed from the plan, and the differences were accepted. */
const accepted = z.object({ event: z.literal('accepted'), ...at, differences: list(z.string()) });

/** A request is about to be sent. If no confirmation follows, its outcome is unknown. */
const sent = z.object({
  event: z.literal('sent'),
  ...at,
  /** The number of the request in the file, from 1. */
  request: z.number(),
  records: list(employee),
  /** The people whom the request should add and remove. */
  adds: lists,
  removes: lists,
});

/** The service sent a response. */
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

/** The response was lost, and reading the members later showed the changes. */
const confirmedByReading = z.object({
  event: z.literal('confirmed-by-reading'),
  ...at,
  request: z.number(),
  /** The records whose changes were found. */
  records: list(employee),
  added: lists,
  removed: lists,
});

/** The plan is finished. */
const finished = z.object({ event: z.literal('finished'), ...at });

const receiptEvent = z.discriminatedUnion('event', [started, accepted, sent, confirmed, confirmedByReading, finished]);

/** One line of a receipt: plain data, without secrets. */
export type ReceiptEvent = z.output<typeof receiptEvent>;
export type SentEvent = z.output<typeof sent>;

/** Reads the events of a receipt's text, or returns the first invalid line. An incomplete last line after a crash is ignored. */
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

/** True for a line that a crash may have cut off, and for an empty line. */
function isTorn(rest: string): boolean {
  return BEGINNING.startsWith(rest) || rest.startsWith(BEGINNING);
}
