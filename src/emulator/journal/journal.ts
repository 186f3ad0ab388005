import type { Work } from '../../runtime/slices.js';
import type { Advisory } from '../advisories/table.js';
import type { OpenExchange } from '../open-exchange.js';
import type { WireResponse } from '../wire/message.js';
import { type JournalEntry, toEntry } from './entry.js';
import { type JournalFilter, matchesFacts, matchesFilter } from './filter.js';
import { type KeptExchange, recordExchange } from './record.js';
import { type ExchangeSummary, toSummary } from './summary.js';
import { Tally } from './tally.js';

export type { JournalEntry } from './entry.js';

/** Where a journal's exchanges go if several processes share it. */
export interface JournalSharing {
  /** `numbered` learns the number of the exchange once it has one. */
  recorded(exchange: KeptExchange, numbered: (id: number) => void): void;
  /** The entries were removed; with `all`, numbers begin at 1 again. */
  cleared(what: 'entries' | 'all'): void;
}

/** Decoding a body of 16 Ki characters, or parsing its job, takes as long as 50 records. */
export const STEPS_OF_AN_ENTRY = 50;

/** Bodies are decoded only for a filter that searches them. */
function* matches(filter: JournalFilter, kept: KeptExchange): Work<boolean> {
  const { text, ...facts } = filter;
  if (!matchesFacts(facts, { ...kept, code: kept.answered?.responseCode ?? kept.status })) return false;
  if (text === undefined) return true;
  yield STEPS_OF_AN_ENTRY;
  return matchesFilter({ text })(toEntry(kept));
}

/** The latest exchanges, in a ring: a new one replaces the oldest. */
export class Journal {
  readonly #capacity: number;
  #kept: KeptExchange[] = [];
  /** The position of the next entry once the ring is full. */
  #next = 0;
  #lastID = 0;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  readonly #watchers = new Set<(id: number) => void>();
  readonly #followers = new Set<(summary: ExchangeSummary) => void>();
  #sharing: JournalSharing | undefined;
  /** Counts of everything since the last reset. */
  readonly tally = new Tally();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Adds a finished exchange, without its secrets. The cause of what it changed gets its number. */
  record(exchange: OpenExchange, response: WireResponse, facts: { readonly at: number; readonly durationMs: number }): void {
    if (this.#sharing === undefined) {
      exchange.cause.request = ++this.#lastID;
      this.#keep(recordExchange(exchange, response, { id: this.#lastID, ...facts }));
      return;
    }
    this.#sharing.recorded(recordExchange(exchange, response, { id: 0, ...facts }), (id) => {
      exchange.cause.request = id;
    });
  }

  #keep(kept: KeptExchange): void {
    const { job = 'none', answered, status, durationMs, advisories } = kept;
    this.tally.add(job, answered?.responseCode ?? status, durationMs, advisories.length);
    if (this.#kept.length < this.#capacity) this.#kept.push(kept);
    else if (this.#capacity > 0) {
      this.#kept[this.#next] = kept;
      this.#next = (this.#next + 1) % this.#capacity;
    }
    for (const watcher of this.#watchers) watcher(kept.id);
    for (const follower of this.#followers) follower(toSummary(kept));
    if (this.#listeners.size > 0) this.#tell(toEntry(kept));
  }

  /** A listener that throws is removed: a listener must not cost a client its response. */
  #tell(entry: JournalEntry): void {
    for (const listener of this.#listeners) {
      try {
        listener(entry);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }

  /** Oldest first. */
  entries(): JournalEntry[] {
    return this.#inOrder().map(toEntry);
  }

  /**
   * The entries that match a filter, oldest first: with `after`, the first ones after that id, otherwise the last ones. Decodes
   * only what the filter needs, step by step, because a thousand long bodies take seconds.
   */
  *find(filter: JournalFilter, { after = 0, limit = Number.POSITIVE_INFINITY } = {}): Work<JournalEntry[]> {
    const found: JournalEntry[] = [];
    const kept = this.#inOrder();
    for (const one of after > 0 ? kept : kept.reverse()) {
      if (found.length >= limit) break;
      if (one.id <= after || !(yield* matches(filter, one))) continue;
      yield STEPS_OF_AN_ENTRY;
      found.push(toEntry(one));
    }
    return after > 0 ? found : found.reverse();
  }

  /** The ids of the entries that match a filter. */
  *findIDs(filter: JournalFilter): Work<Set<number>> {
    const ids = new Set<number>();
    for (const one of this.#inOrder()) if (yield* matches(filter, one)) ids.add(one.id);
    return ids;
  }

  /** The advisories of all entries, oldest first. */
  advisories(): (Advisory & { readonly exchange: number })[] {
    return this.#inOrder().flatMap(({ id, advisories }) => advisories.map((advisory) => ({ ...advisory, exchange: id })));
  }

  /** One entry. Undefined once the ring has dropped it. */
  entry(id: number): JournalEntry | undefined {
    const kept = this.#kept.find((one) => one.id === id);
    return kept && toEntry(kept);
  }

  /** The summaries for a list, oldest first. Cheap, because no body is read. */
  summaries(): ExchangeSummary[] {
    return this.#inOrder().map(toSummary);
  }

  /** A copy, oldest first. */
  #inOrder(): KeptExchange[] {
    return [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
  }

  /** Removes the entries. Ids continue, so a polling reader misses nothing. */
  clear(): void {
    this.#empty();
    this.#sharing?.cleared('entries');
  }

  /** Starts over: ids begin at 1 again. */
  reset(): void {
    this.#empty();
    this.tally.reset();
    this.#lastID = 0;
    this.#sharing?.cleared('all');
  }

  #empty(): void {
    this.#kept = [];
    this.#next = 0;
  }

  /** From now on, exchanges go to a journal that several processes share, and enter this one when they have a number. */
  share(sharing: JournalSharing): void {
    this.#sharing = sharing;
  }

  /** Adds exchanges of the shared journal that are not here yet, by number. Numbers may arrive out of order. */
  enter(exchanges: readonly KeptExchange[]): void {
    const known = new Set(this.#kept.map(({ id }) => id));
    const added = exchanges.filter(({ id }) => !known.has(id));
    for (const kept of added) this.#keep(kept);
    const isOutOfOrder = added.some(({ id }, index) => id < (index === 0 ? this.#lastID : (added[index - 1]?.id ?? 0)));
    if (isOutOfOrder) this.#sort();
    this.#lastID = Math.max(this.#lastID, ...added.map(({ id }) => id));
  }

  /** Shows exactly these exchanges of the shared journal. */
  replace(exchanges: readonly KeptExchange[]): void {
    this.#kept = this.#capacity === 0 ? [] : exchanges.slice(-this.#capacity);
    this.#next = 0;
    this.#lastID = this.#kept.at(-1)?.id ?? 0;
  }

  #sort(): void {
    this.#kept = this.#inOrder().sort((left, right) => left.id - right.id);
    this.#next = 0;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Calls `watcher` with the id of each new entry. Cheap, because the entry is not created. It must not throw. */
  watch(watcher: (id: number) => void): () => void {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  /** Calls `follower` with a summary of each new entry: cheap, as no body is read. It must not throw. */
  follow(follower: (summary: ExchangeSummary) => void): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  /** Calls `listener` with each new entry until the returned function is called. */
  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
