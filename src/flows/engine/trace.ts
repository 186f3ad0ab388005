import type { Card } from '../export/model.js';

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

/** Keys whose values are taken out of everything a run tells. */
const SECRET_NAME = /secret|passw|authorization|api[-_ ]?key|(access|refresh|bearer)[-_ ]?token|^token$|private[-_ ]?key/i;
const MOST_SECRETS = 1000;
/** Failed cards that are kept beyond the limit, so that the card one looks for is there. */
const MOST_FAILURES = 100;

/** The cards that ran, in order: the first so many, and those that failed. */
export class Trace {
  readonly #limit: number;
  readonly entries: TraceEntry[] = [];
  readonly #secrets = new Set<string>();
  #count = 0;
  #failures = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Cards that ran. */
  get count(): number {
    return this.#count;
  }

  get dropped(): number {
    return this.#count - this.entries.length;
  }

  get secrets(): readonly string[] {
    return [...this.#secrets];
  }

  begin(entry: Omit<TraceEntry, 'position' | 'outputs' | 'ms'>): TraceEntry {
    const made: TraceEntry = { ...entry, position: this.#count++, outputs: new Map(), ms: 0 };
    if (this.entries.length < this.#limit) this.entries.push(made);
    for (const id of secretSlots(entry.card)) this.remember(entry.inputs.get(id));
    return made;
  }

  fail(entry: TraceEntry, error: { readonly message: string; readonly code?: number | string | undefined }): void {
    entry.error = { message: error.message, code: error.code };
    if (entry.position < this.#limit || this.#failures >= MOST_FAILURES) return;
    this.#failures++;
    this.entries.push(entry);
  }

  /** A value that nothing may tell. */
  remember(value: unknown): void {
    if (typeof value === 'string' && value !== '' && this.#secrets.size < MOST_SECRETS) this.#secrets.add(value);
  }
}

const slotsOfCards = new WeakMap<Card, readonly string[]>();

function secretSlots(card: Card): readonly string[] {
  const known = slotsOfCards.get(card);
  if (known !== undefined) return known;
  const slots = card.inputs.filter(({ key }) => SECRET_NAME.test(key)).map(({ id }) => id);
  slotsOfCards.set(card, slots);
  return slots;
}

/** True for the name of something secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
