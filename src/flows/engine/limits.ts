import { nextTurn } from '../../runtime/timer.js';
import { RunStopped } from './errors.js';

/** Limits of a run. */
export interface Limits {
  /** Cards to run. Default 2,000,000, the console's limit. */
  readonly steps: number;
  /** Real ms. Default 60,000, the limit for an API endpoint. */
  readonly milliseconds: number;
  /** Approximate bytes of values in memory. Default 100 MB, the console's limit. */
  readonly bytes: number;
  /** Nesting of flows: helpers that call helpers, or themselves. Default 1,000. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 2_000_000, milliseconds: 60_000, bytes: 100 * 1024 * 1024, depth: 1000 };

/** How often the machine's clock is read, in cards and list items: reading it costs more than most cards. */
const WORK_BETWEEN_LOOKS = 64;
/** After this much work, other tasks of the process get a turn. */
const WORK_BETWEEN_RESTS = 1024;

/** Measures what a run uses, and stops it with a message at a limit. */
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
    if (this.steps > steps) throw new RunStopped('limit', `The flow was stopped after ${steps} cards. Does it call itself?`);
    this.spend(1);
  }

  /** Records work: a card, or a list item that a card processes. Throws RunStopped at the time limit. */
  spend(work: number): void {
    this.#work += work;
    if (this.#work < this.#lookAt) return;
    this.#lookAt = this.#work + WORK_BETWEEN_LOOKS;
    this.assertTime();
  }

  /** Number of cards and items so far. */
  get work(): number {
    return this.#work;
  }

  /** True when other tasks should get a turn: a run consists of promises, which never let timers and I/O run in between. */
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
      throw new RunStopped('limit', `The flow was stopped after ${milliseconds} ms. Raise the limit with --time-limit.`);
    }
  }

  /** Milliseconds left, for requests. */
  get remaining(): number {
    return Math.max(0, this.#limits.milliseconds - (this.#now() - this.#startedAt));
  }

  hold(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#limits.bytes) {
      const megabytes = Math.round(this.#limits.bytes / 1024 / 1024);
      throw new RunStopped(
        'limit',
        `The flow uses more than ${megabytes} MB for its values, the maximum. Process fewer records at a time.`,
      );
    }
  }

  release(bytes: number): void {
    this.#bytes -= bytes;
  }

  enter(depth: number): void {
    if (depth > this.#limits.depth) {
      throw new RunStopped(
        'limit',
        `Flow calls are nested more than ${this.#limits.depth} levels deep. Does a helper call itself endlessly?`,
      );
    }
  }
}
