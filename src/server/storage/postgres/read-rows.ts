import type { QueryResult } from 'pg';
import { z } from 'zod';
import type { KeptExchange } from '../../../emulator/journal/record.js';
import type { SentMail } from '../../../emulator/outbox/outbox.js';
import { readEntry, type StateEntry } from '../../../emulator/storage/entry.js';
import { isObject } from '../../../util/is-object.js';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';

/** `pg` gives a bigint as text. */
const count = once(() => z.coerce.number().int());

const scopes = once(() => list(z.object({ scope: z.string(), version: count(), random: count().nullish() })));
const entries = once(() => list(z.object({ scope: z.string(), version: count(), entry: z.string(), request: count().nullable() })));
const counters = once(() =>
  list(
    z.object({
      counter: z
        .string()
        .transform((text) => z.object({ admitted: list(z.number()), retryAt: z.number(), lastAt: z.number() }).parse(JSON.parse(text))),
    }),
  ),
);
const exchanges = once(() => list(z.object({ id: count(), exchange: z.string() })));
const mails = once(() => list(z.object({ id: count(), mail: z.string(), request: count().nullable() })));
/** An emulator has written them, so their fields are not checked again. */
const kept = once(() => z.custom<KeptExchange>(isObject));
const sent = once(() => z.custom<SentMail>(isObject));
const seeds = once(() => list(z.object({ name: z.string(), document: z.string().nullable() })));
const states = once(() => list(z.object({ epoch: count(), snapshot: z.string().optional() })));

type Result = QueryResult | undefined;

export interface ReadChanges {
  readonly epoch: number | undefined;
  readonly scopes: readonly { readonly scope: string; readonly version: number; readonly random?: number | null | undefined }[];
  readonly entries: readonly {
    readonly scope: string;
    readonly version: number;
    readonly entry: string;
    readonly request: number | null;
  }[];
}

/** Reads the results of three statements: epoch, scopes, entries. */
export function readChangeRows([state, scope, entry]: readonly Result[]): ReadChanges {
  return { epoch: readState(state)?.epoch, scopes: readScopes(scope), entries: entries().parse(entry?.rows) };
}

export function readState(result: Result): { epoch: number; snapshot?: string | undefined } | undefined {
  return states().parse(result?.rows)[0];
}

/** The seed without its document if that was not asked for. */
export function readSeedRow(result: Result): { name: string; document: string | undefined } | undefined {
  const [seed] = seeds().parse(result?.rows);
  return seed && { name: seed.name, document: seed.document ?? undefined };
}

export function readScopes(result: Result): ReadChanges['scopes'] {
  return scopes().parse(result?.rows);
}

export function readStoredEntry(json: string): StateEntry {
  return readEntry(JSON.parse(json));
}

export function readCounter(result: Result) {
  return counters().parse(result?.rows)[0]?.counter;
}

export function readExchangeRows(result: Result): KeptExchange[] {
  return exchanges()
    .parse(result?.rows)
    .map(({ id, exchange }) => ({ ...kept().parse(JSON.parse(exchange)), id }));
}

export function readMailRows(result: Result): SentMail[] {
  return mails()
    .parse(result?.rows)
    .map(({ id, mail, request }) => ({ ...sent().parse(JSON.parse(mail)), id, ...(request !== null && { cause: { request } }) }));
}
