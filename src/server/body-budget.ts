import { every, stopwatch } from '../runtime/timer.js';

/** A body this small never waits, whatever others hold. */
const SMALL_BODY = 16 * 1024;
/** What comes at once at most; a body that may go on has so much set aside, so that all who go on fit. */
const CHUNK = 64 * 1024;
/** What the one that goes on beyond the budget must bring in each span of time, while others wait. */
const PROGRESS_BYTES = 64 * 1024;
const PROGRESS_MS = 1000;
const BUDGET_BYTES = 64 * 1024 * 1024;

export interface BodyBudgetOptions {
  /** Bytes of all bodies together, beside the one that may go on beyond them. Default: 64 MiB. */
  readonly bytes?: number;
  /** Default: 1000. */
  readonly progressMs?: number;
  readonly every?: typeof every;
  readonly stopwatch?: typeof stopwatch;
}

/** The part of the free room that one body may hold. */
const PART = 1 / 16;

/** How the reader of a body is told what to do. */
export interface BodyReader {
  /** Read on: there is room again. */
  goOn(): void;
  /** Give up: the body does not come on, and others wait for its room. */
  giveUp(): void;
}

/** What one body holds of the budget. */
export interface BodyShare {
  /** Notes bytes that came; false when the reader must stop until it is told to go on. `isLast` asks for no more. */
  took(bytes: number, isLast: boolean): boolean;
  /** The body is whole; its bytes stay held until `release`. */
  complete(): void;
  release(): void;
}

/**
 * Bounds the bytes of all bodies held at once: those that are read, that wait, and that are worked on. A body may grow
 * while it holds little of what is still free, so the more is held by slow senders, the less each further one may hold, and
 * there is room left for a small body (the dynamic thresholds of shared-memory switches: Choudhury and Hahne, 1998). One
 * body at a time, the leader, may grow to its end beyond the budget, so that large bodies are read one after the other
 * and never stop each other half way.
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

  /** Bytes held by all bodies, with what is set aside. */
  get held(): number {
    return this.#held;
  }

  /** `expected` is the length of the whole as far as it is known, and else the longest. */
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
    // The leader's own bytes come on top of the budget.
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

  /** The one that is done soonest, so that a small body does not wait behind large ones; of equals the first. */
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
      // A span that lasted longer says that a job kept this process from reading, and nothing of the client.
      const isSlow = span.bytes < PROGRESS_BYTES && span.ms < progressMs * 1.5;
      if (isSlow && !share.isComplete && this.#waiting.size > 0) share.reader.giveUp();
    });
  }
}

interface Share {
  readonly reader: BodyReader;
  readonly expected: number;
  /** Bytes that came. */
  used: number;
  /** These, and what is set aside for it. */
  held: number;
  isComplete: boolean;
}
