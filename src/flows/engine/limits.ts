import { nextTurn } from '../../runtime/timer.js';
import { RunStopped } from './errors.js';

/** What a run may use. */
export interface Limits {
  /** Cards run. Default 2,000,000, the console's own limit. */
  readonly steps: number;
  /** Real ms. Default 60,000, what an API endpoint has. */
  readonly milliseconds: number;
  /** Bytes of values held at once, roughly. Default 100 MB, the console's own limit. */
  readonly bytes: number;
  /** Flows in flows: helpers that call helpers, a helper that calls itself. Default 1,000. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 2_000_000, milliseconds: 60_000, bytes: 100 * 1024 * 1024, depth: 1000 };

/** How often the machine's clock is asked, in cards and items that cards go through: it costs more than most cards. */
const WORK_BETWEEN_LOOKS = 64;
/** After so much work whoever else the process serves gets a turn. */
const WORK_BETWEEN_RESTS = 1024;

/** Counts what a run uses, and stops it with a message when that is too much. */
export class Budget {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #startedAt: number;
  steps = 0;
  #work = 0;
  #lookAt = WORK_BETWEEN_LOOKS;
  #restAt = WORK_BETWEEN_RESTS;
  #bytes = 0;

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
    this.#startedAt = now();
  }

  step(): void {
    this.steps++;
    const { steps } = this.#limits;
    if (this.steps > steps) throw new RunStopped('limit', `The flow ran ${steps} cards and was still not done; does it call itself?`);
    this.spend(1);
  }

  /** Notes work: a card, or an item of a list that a card goes through. Throws RunStopped when the time is over. */
  spend(work: number): void {
    this.#work += work;
    if (this.#work < this.#lookAt) return;
    this.#lookAt = this.#work + WORK_BETWEEN_LOOKS;
    this.assertTime();
  }

  /** Cards and items so far. */
  get work(): number {
    return this.#work;
  }

  /** True when it is somebody else's turn: what a run does is done by promises, which let nobody else come in between. */
  get isRestDue(): boolean {
    return this.#work >= this.#restAt;
  }

  async rest(): Promise<void> {
    this.#restAt = this.#work + WORK_BETWEEN_RESTS;
    await nextTurn();
  }

  assertTime(): void {
    const { milliseconds } = this.#limits;
    if (this.#now() - this.#startedAt > milliseconds) {
      throw new RunStopped('limit', `The flow ran for ${milliseconds} ms and was still not done; a longer limit is --time-limit.`);
    }
  }

  /** Milliseconds left, for what waits outside. */
  get remaining(): number {
    return Math.max(0, this.#limits.milliseconds - (this.#now() - this.#startedAt));
  }

  hold(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#limits.bytes) {
      const megabytes = Math.round(this.#limits.bytes / 1024 / 1024);
      throw new RunStopped('limit', `The flow holds more than ${megabytes} MB of values, the most one may hold.`);
    }
  }

  release(bytes: number): void {
    this.#bytes -= bytes;
  }

  enter(depth: number): void {
    if (depth > this.#limits.depth) {
      throw new RunStopped('limit', `Flows call flows more than ${this.#limits.depth} deep; does a helper call itself without an end?`);
    }
  }
}
