import type { Card } from '../export/model.js';
import type { KnownSecrets } from './known-secrets.js';

/** A card that ran, as it is kept on the way. */
export interface TraceEntry {
  /** Counts up from 0 over all cards run, kept or not. */
  readonly position: number;
  readonly card: Card;
  readonly flow: string;
  /** Flows above the card's. */
  readonly depth: number;
  /** Position of the card that runs this one's flow; -1 for none. */
  readonly caller: number;
  /** Which item of a list, counted from 0. */
  readonly index?: number | undefined;
  /** By the id of the slot. */
  inputs: ReadonlyMap<string, unknown>;
  /** By the name of the output. */
  outputs: ReadonlyMap<string, unknown>;
  readonly startedAt: number;
  ms: number;
  error?: { readonly message: string; readonly code?: number | string | undefined } | undefined;
  /** What became of the card beyond its outputs: `stubbed`, `handled`, `left`. */
  note?: string;
}

/** Failed cards that are kept beyond the limit, so that the card one looks for is there. */
const MAX_FAILURES = 100;

/** The cards that ran, in order: the first so many, and those that failed. */
export class Trace {
  readonly #limit: number;
  readonly entries: TraceEntry[] = [];
  /** Every card that ran, kept or not. */
  readonly ran = new Set<Card>();
  readonly #secrets: KnownSecrets;
  #count = 0;
  #failures = 0;

  constructor(limit: number, secrets: KnownSecrets) {
    this.#limit = limit;
    this.#secrets = secrets;
  }

  /** Cards that ran. */
  get count(): number {
    return this.#count;
  }

  get dropped(): number {
    return this.#count - this.entries.length;
  }

  begin(entry: Omit<TraceEntry, 'position' | 'inputs' | 'outputs' | 'ms'>): TraceEntry {
    this.ran.add(entry.card);
    const made: TraceEntry = { ...entry, position: this.#count++, inputs: new Map(), outputs: new Map(), ms: 0 };
    if (this.entries.length < this.#limit) this.entries.push(made);
    return made;
  }

  /** What a card is run with; its secrets are known from here on. */
  take(entry: TraceEntry, inputs: ReadonlyMap<string, unknown>): void {
    entry.inputs = inputs;
    for (const { id, key, label } of entry.card.inputs) {
      const value = inputs.get(id);
      this.#secrets.meet(key, value);
      if (label !== key) this.#secrets.meet(label, value);
    }
  }

  /** What a card gave out, by the names of the outputs. */
  give(entry: TraceEntry, outputs: ReadonlyMap<string, unknown>): void {
    entry.outputs = outputs;
    for (const [name, value] of outputs) this.#secrets.meet(name, value);
  }

  fail(entry: TraceEntry, error: { readonly message: string; readonly code?: number | string | undefined }): void {
    entry.error = { message: error.message, code: error.code };
    if (entry.position < this.#limit || this.#failures >= MAX_FAILURES) return;
    this.#failures++;
    this.entries.push(entry);
  }
}
