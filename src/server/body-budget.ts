import { every, stopwatch } from '../runtime/timer.js';

/** A body this small never waits, however much memory other bodies use. */
export const SMALL_BODY = 16 * 1024;
/** The most bytes that arrive at once. Each body that may continue reserves this much, so all of them fit. */
const CHUNK = 64 * 1024;
/** The bytes that the leader must receive in each time span while others wait. */
const PROGRESS_BYTES = 64 * 1024;
const PROGRESS_MS = 1000;
const BUDGET_BYTES = 64 * 1024 * 1024;

export interface BodyBudgetOptions {
  /** The limit in bytes for all bodies together, not counting the leader's. Default: 64 MiB. */
  readonly bytes?: number;
  /** Default: 1000. */
  readonly progressMs?: number;
  readonly every?: typeof every;
  readonly stopwatch?: typeof stopwatch;
}

/** The share of the free room that one body may use. */
const PART = 1 / 16;

/** Calls to the reader of a body. */
export interface BodyReader {
  /** There is room again: continue reading. */
  goOn(): void;
  /** The body arrives too slowly while others wait for its room: stop. */
  giveUp(): void;
}

/** The share of the budget that one body uses. */
export interface BodyShare {
  /** Records received bytes. Returns false if the reader must stop until `resume`. `isLast` means that no more bytes follow. */
  took(bytes: number, isLast: boolean): boolean;
  /** The body is complete. Its bytes count until `release`. */
  complete(): void;
  release(): void;
}

/**
 * Limits the memory for all bodies that are being read, are waiting or are being processed. A body may grow while it uses only a
 * small share of the free room. The more memory slow senders use, the less each further one gets, and there is always room for a
 * small body (these are the dynamic thresholds of shared-memory switches: Choudhury and Hahne, 1998). One body at a time, the
 * leader, may exceed the budget until it is complete. So large bodies are read one after the other and never block each other
 * halfway.
 */
export class BodyBudget {
  readonly #options: Required<BodyBudgetOptions>;
  #held = 0;
  readonly #waiting = new Set<Share>();
  #leader: Share | undefined;
  #stopWatching = (): void => undefined;

  constructor(options: BodyBudgetOptions = {}) {
    this.#options = { bytes: BUDGET_BYTES, progressMs: PROGRESS_MS, every, stopwatch, ...options };
  }

  /** Bytes used by all bodies, including reserved ones. */
  get held(): number {
    return this.#held;
  }

  /** Counts a small body, which has already arrived, until the returned function is called. */
  hold(bytes: number): () => void {
    this.#held += bytes;
    return () => {
      this.#held -= bytes;
      if (this.#waiting.size > 0) this.#wake();
    };
  }

  /** `expected` is the length of the whole body if it is known, and otherwise the longest allowed. */
  open(expected: number, reader: BodyReader): BodyShare {
    const share: Share = { reader, expected, used: 0, held: 0, isComplete: false };
    return {
      took: (bytes, isLast) => {
        share.used += bytes;
        if (share.used > share.held) this.#hold(share, share.used);
        return isLast || this.#mayGoOn(share);
      },
      complete: () => {
        share.isComplete = true;
        this.#hold(share, share.used);
      },
      release: () => this.#release(share),
    };
  }

  #mayGoOn(share: Share): boolean {
    if (this.#mayGrow(share)) return true;
    if (this.#leader === undefined) this.#lead(share);
    else this.#waiting.add(share);
    return this.#leader === share;
  }

  #mayGrow(share: Share): boolean {
    const { used, held } = share;
    if (share === this.#leader || used <= SMALL_BODY || held - used >= CHUNK) return true;
    // The leader's bytes are not part of the budget.
    const free = this.#options.bytes - this.#held + (this.#leader?.held ?? 0);
    return used <= free * PART;
  }

  #hold(share: Share, bytes: number): void {
    this.#held += bytes - share.held;
    share.held = bytes;
  }

  #release(share: Share): void {
    this.#hold(share, 0);
    share.used = 0;
    this.#waiting.delete(share);
    if (share === this.#leader) {
      this.#stopWatching();
      this.#leader = undefined;
    }
    this.#wake();
  }

  #wake(): void {
    for (const share of [...this.#waiting]) {
      if (!this.#mayGrow(share)) continue;
      this.#waiting.delete(share);
      this.#hold(share, share.used + CHUNK);
      share.reader.goOn();
    }
    const next = this.#leader === undefined ? this.#nearest() : undefined;
    if (next === undefined) return;
    this.#waiting.delete(next);
    this.#lead(next);
    next.reader.goOn();
  }

  /** The body that will be complete soonest, so small bodies don't wait behind large ones. If several are equal, the first one. */
  #nearest(): Share | undefined {
    const left = ({ expected, used }: Share): number => expected - used;
    let nearest: Share | undefined;
    for (const share of this.#waiting) if (nearest === undefined || left(share) < left(nearest)) nearest = share;
    return nearest;
  }

  #lead(share: Share): void {
    this.#leader = share;
    const { progressMs, every: repeat, stopwatch: now } = this.#options;
    let before = { used: share.used, at: now() };
    this.#stopWatching = repeat(progressMs, () => {
      const span = { bytes: share.used - before.used, ms: now() - before.at };
      before = { used: share.used, at: now() };
      // If the span was longer, a job kept this process from reading, so it says nothing about the client.
      const isSlow = span.bytes < PROGRESS_BYTES && span.ms < progressMs * 1.5;
      if (isSlow && !share.isComplete && this.#waiting.size > 0) share.reader.giveUp();
    });
  }
}

interface Share {
  readonly reader: BodyReader;
  readonly expected: number;
  /** Received bytes. */
  used: number;
  /** Received and reserved bytes. */
  held: number;
  isComplete: boolean;
}
