import { type JournalEntry, toEntry } from './entry.js';
import type { KeptExchange } from './record.js';
import { type ExchangeSummary, toSummary } from './summary.js';
import { Tally } from './tally.js';

export type { JournalEntry } from './entry.js';

/** The last exchanges, in a ring: the oldest makes room for the newest. */
export class Journal {
  readonly #capacity: number;
  #kept: KeptExchange[] = [];
  /** Where the next entry goes once the ring is full. */
  #next = 0;
  #lastID = 0;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  readonly #watchers = new Set<(id: number) => void>();
  /** Counts of everything since the last reset. */
  readonly tally = new Tally();

  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  nextID(): number {
    return ++this.#lastID;
  }

  add(kept: KeptExchange): void {
    const { job = 'none', given, status, durationMs, advisories } = kept;
    this.tally.add(job, given?.responseCode ?? status, durationMs, advisories.length);
    if (this.#kept.length < this.#capacity) this.#kept.push(kept);
    else if (this.#capacity > 0) {
      this.#kept[this.#next] = kept;
      this.#next = (this.#next + 1) % this.#capacity;
    }
    for (const watcher of this.#watchers) watcher(kept.id);
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
    return [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)].map(toEntry);
  }

  /** One entry, unless the ring has dropped it. */
  entry(id: number): JournalEntry | undefined {
    const kept = this.#kept.find((one) => one.id === id);
    return kept && toEntry(kept);
  }

  /** What a list shows of each, oldest first: cheap, as no body is read. */
  summaries(): ExchangeSummary[] {
    return [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)].map(toSummary);
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

  /** Calls `listener` with each new entry until the returned function is called. */
  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
