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

/** Decoding a body of 16 Ki characters, or reading the job in it, takes as long as fifty records. */
export const STEPS_OF_AN_ENTRY = 50;

/** Bodies are decoded only for a filter that looks into them. */
function* matches(filter: JournalFilter, kept: KeptExchange): Work<boolean> {
  const { text, ...facts } = filter;
  if (!matchesFacts(facts, { ...kept, code: kept.answered?.responseCode ?? kept.status })) return false;
  if (text === undefined) return true;
  yield STEPS_OF_AN_ENTRY;
  return matchesFilter({ text })(toEntry(kept));
}

/** The last exchanges, in a ring: the oldest makes room for the newest. */
export class Journal {
  readonly #capacity: number;
  #kept: KeptExchange[] = [];
  /** Where the next entry goes once the ring is full. */
  #next = 0;
  #lastID = 0;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  readonly #watchers = new Set<(id: number) => void>();
  readonly #followers = new Set<(summary: ExchangeSummary) => void>();
  /** Counts of everything since the last reset. */
  readonly tally = new Tally();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Takes a finished exchange, without its secrets. */
  record(exchange: OpenExchange, response: WireResponse, facts: { readonly at: number; readonly durationMs: number }): void {
    this.#lastID++;
    const kept = recordExchange(exchange, response, { id: this.#lastID, ...facts });
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

  /** A listener that throws is dropped: whoever watches must not cost a client its answer. */
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
   * What a filter finds, oldest first: with `after` the first so many behind that id, else the last so many. Only what is
   * looked into is decoded, step by step, as a thousand long bodies take seconds.
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

  /** The ids of what a filter finds. */
  *findIDs(filter: JournalFilter): Work<Set<number>> {
    const ids = new Set<number>();
    for (const one of this.#inOrder()) if (yield* matches(filter, one)) ids.add(one.id);
    return ids;
  }

  /** Those of all entries, oldest first. */
  advisories(): (Advisory & { readonly exchange: number })[] {
    return this.#inOrder().flatMap(({ id, advisories }) => advisories.map((advisory) => ({ ...advisory, exchange: id })));
  }

  /** One entry, unless the ring has dropped it. */
  entry(id: number): JournalEntry | undefined {
    const kept = this.#kept.find((one) => one.id === id);
    return kept && toEntry(kept);
  }

  /** What a list shows of each, oldest first: cheap, as no body is read. */
  summaries(): ExchangeSummary[] {
    return this.#inOrder().map(toSummary);
  }

  /** A copy, oldest first. */
  #inOrder(): KeptExchange[] {
    return [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
  }

  /** Forgets the entries; ids go on, so a reader that polls misses nothing. */
  clear(): void {
    this.#kept = [];
    this.#next = 0;
  }

  /** As new: ids start again at 1. */
  reset(): void {
    this.clear();
    this.tally.reset();
    this.#lastID = 0;
  }

  /** Calls `watcher` with the id of each new entry: cheap, as the entry is not made. It must not throw. */
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
