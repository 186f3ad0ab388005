import type { Advisory } from '../advisories/table.js';
import type { Evidence } from '../protocol/evidence.js';

/** One exchange as it is kept: bodies capped, secrets gone. */
export interface JournalEntry {
  /** Counts up from 1 and never repeats until the journal is reset. */
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  /** The company the credential selected, if it came that far. */
  readonly company?: string;
  /** `get policyList`, when the job was known. */
  readonly job?: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly contentType?: string;
    /** The body as text. */
    readonly body: string;
    readonly bytes: number;
    /** Form fields after decoding. */
    readonly fields: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status: number; readonly contentType: string; readonly body: string; readonly bytes: number };
  readonly responseCode?: number;
  /** `update employees/created`: the answer among all answers, see docs/fidelity.md. */
  readonly answer?: string;
  readonly evidence?: Evidence;
  /** The fault that made or changed the answer. */
  readonly fault?: string;
  readonly durationMs: number;
  readonly advisories: readonly Advisory[];
}

/** The last exchanges, in a ring: the oldest makes room for the newest. */
export class Journal {
  readonly #capacity: number;
  #entries: JournalEntry[] = [];
  /** Where the next entry goes once the ring is full. */
  #next = 0;
  #lastID = 0;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();

  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  nextID(): number {
    return ++this.#lastID;
  }

  add(entry: JournalEntry): void {
    if (this.#entries.length < this.#capacity) this.#entries.push(entry);
    else if (this.#capacity > 0) {
      this.#entries[this.#next] = entry;
      this.#next = (this.#next + 1) % this.#capacity;
    }
    for (const listener of this.#listeners) this.#tell(listener, entry);
  }

  /** A listener that throws is dropped: whoever watches must not cost a client its answer. */
  #tell(listener: (entry: JournalEntry) => void, entry: JournalEntry): void {
    try {
      listener(entry);
    } catch {
      this.#listeners.delete(listener);
    }
  }

  /** Oldest first. */
  entries(): JournalEntry[] {
    return [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)];
  }

  /** Forgets the entries; ids go on, so a reader that polls misses nothing. */
  clear(): void {
    this.#entries = [];
    this.#next = 0;
  }

  /** As new: ids start again at 1. */
  reset(): void {
    this.clear();
    this.#lastID = 0;
  }

  /** Calls `listener` with each new entry until the returned function is called. */
  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
