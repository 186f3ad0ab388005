import type { Card } from '../export/model.js';
import type { KnownSecrets } from './known-secrets.js';

/** A card that ran, as kept during the run. */
export interface TraceEntry {
  /** Counts from 0 over all cards of the run, kept or not. */
  readonly position: number;
  readonly card: Card;
  readonly flow: string;
  /** Number of flows above the card. */
  readonly depth: number;
  /** Position of the card that runs the flow of this card; -1 if there is none. */
  readonly caller: number;
  /** Index of the list item, from 0. */
  readonly index?: number | undefined;
  /** By input id. */
  inputs: ReadonlyMap<string, unknown>;
  /** By output name. */
  outputs: ReadonlyMap<string, unknown>;
  readonly startedAt: number;
  ms: number;
  error?: { readonly message: string; readonly code?: number | string | undefined } | undefined;
  /** What happened to the card in addition to its outputs: `stubbed`, `handled`, `left`. */
  note?: string;
}

/** Failed cards that are kept beyond the limit, so the card you are looking for is included. */
const MAX_FAILURES = 100;

/** The first cards that ran, in order, and those that failed. */
export class Trace {
  readonly #limit: number;
  readonly entries: TraceEntry[] = [];
  /** All cards that ran, kept or not. */
  readonly ran = new Set<Card>();
  readonly #secrets: KnownSecrets;
  #count = 0;
  #failures = 0;

  constructor(limit: number, secrets: KnownSecrets) {
    this.#limit = limit;
    this.#secrets = secrets;
  }

  /** Number of cards that ran. */
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

  /** Records the inputs of a card; their secrets are known from here on. */
  take(entry: TraceEntry, inputs: ReadonlyMap<string, unknown>): void {
    entry.inputs = inputs;
    for (const { id, key, label } of entry.card.inputs) {
      const value = inputs.get(id);
      this.#secrets.meet(key, value);
      if (label !== key) this.#secrets.meet(label, value);
    }
  }

  /** Records the outputs of a card, by output name. */
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
