import type { Clock } from '../../runtime/clock.js';
import { isObject } from '../../util/is-object.js';
import type { Cause } from './cause.js';
import type { Change, ChangeSet } from './change-set.js';
import type { World, WorldWrite } from './world.js';

/** One commit that changed a company. */
export interface HistoryStep {
  /** Counts the commits of all companies, beginning with 1. */
  readonly step: number;
  readonly company: string;
  /** By the emulator's clock. */
  readonly at: number;
  readonly changes: ChangeSet;
  /** Undefined for a change without a request: one by hand, or one that was repeated from the log of a state file. */
  readonly cause: Cause | undefined;
}

/** What the history may keep, all companies together. */
export const HISTORY_BOUNDS = { steps: 1000, changes: 100_000, bytes: 32 * 1024 * 1024 } as const;

interface KeptStep extends HistoryStep {
  readonly bytes: number;
}

/**
 * The last changes of all companies, from which an earlier state can be computed. A change set shares its rows with the company,
 * so a commit costs the history one reference, and memory is only used by rows that have been replaced or removed since. The
 * oldest changes are forgotten first.
 */
export class ChangeHistory {
  readonly #clock: Clock;
  /** By number, oldest first. */
  readonly #steps = new Map<number, KeptStep>();
  #last = 0;
  #changes = 0;
  #bytes = 0;
  /** The companies whose first kept change was not their first change. */
  readonly #cut = new Set<string>();

  constructor(world: World, clock: Clock) {
    this.#clock = clock;
    world.onWrite((write) => this.#follow(write));
  }

  /** Oldest first. */
  stepsOf(company: string): readonly HistoryStep[] {
    return [...this.#steps.values()].filter((step) => step.company === company);
  }

  /** True if older changes of the company have been forgotten. */
  isCut(company: string): boolean {
    return this.#cut.has(company);
  }

  #follow({ company, changes, cause }: WorldWrite): void {
    if (company === undefined) this.#clear();
    else if (changes !== undefined && changes.length > 0) this.#add(company, changes, cause);
  }

  #add(company: string, changes: ChangeSet, cause: Cause | undefined): void {
    const bytes = sizeOf(changes);
    const step = ++this.#last;
    this.#steps.set(step, { step, company, at: this.#clock.now(), changes, cause, bytes });
    this.#changes += changes.length;
    this.#bytes += bytes;
    const { steps, changes: most, bytes: largest } = HISTORY_BOUNDS;
    while (this.#steps.size > steps || this.#changes > most || this.#bytes > largest) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const number = this.#last - this.#steps.size + 1;
    const oldest = this.#steps.get(number);
    if (oldest === undefined) return;
    this.#steps.delete(number);
    this.#changes -= oldest.changes.length;
    this.#bytes -= oldest.bytes;
    this.#cut.add(oldest.company);
  }

  /** A reset, another seed and a restored snapshot replace all rows, so nothing leads back from there. */
  #clear(): void {
    this.#steps.clear();
    this.#last = 0;
    this.#changes = 0;
    this.#bytes = 0;
    this.#cut.clear();
  }
}

/** An estimate: the texts and contents of the rows that only the history still refers to. */
function sizeOf(changes: ChangeSet): number {
  // Too many to be kept, whatever they contain.
  if (changes.length > HISTORY_BOUNDS.changes) return 0;
  let sum = 0;
  for (const { before } of changes) if (before !== undefined) sum += sizeOfRow(before);
  return sum;
}

/** An object with a few fields takes about as much. */
const ROW_BYTES = 200;

function sizeOfRow(row: NonNullable<Change['before']>): number {
  let sum = ROW_BYTES;
  if (!isObject(row)) return sum;
  for (const key in row) {
    const value = row[key];
    if (typeof value === 'string') sum += value.length;
    else if (value instanceof Uint8Array) sum += value.byteLength;
  }
  return sum;
}
