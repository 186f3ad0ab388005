import { wireError } from '../../protocol/wire-answers.js';
import type { Advise } from '../advisories/advise.js';
import { SlidingWindows } from './sliding-window.js';

/** `advise` responds normally and reports what the live service would have done; `enforce` refuses; `off` does not count. */
export const RATE_LIMIT_MODES = ['advise', 'enforce', 'off'] as const;
export type RateLimitMode = (typeof RATE_LIMIT_MODES)[number];

export interface RateLimit {
  readonly mode: RateLimitMode;
  /** Lasts until the next reset. The counts are kept. */
  setMode(mode: RateLimitMode): void;
  /** The mode that was set. Undefined if it is the one that the emulator started with. */
  readonly chosenMode: RateLimitMode | undefined;
  /** Makes a choice again that was kept: the mode that was set, or the one that the emulator started with. */
  restoreMode(chosen: RateLimitMode | undefined): void;
  /** Calls `listener` after each `setMode`. */
  watch(listener: () => void): void;
  /** Counts a request for a credential. Throws RateLimited in `enforce` mode. */
  check(partnerUserID: string, now: number, advise: Advise): void;
  /** What was counted for a credential, for another process. Undefined if nothing is. */
  counted(partnerUserID: string): CountedRequests | undefined;
  /** Continues from what another process has counted. */
  recount(partnerUserID: string, counted: CountedRequests | undefined): void;
  /** Starts counting again, in the mode it has. */
  forget(): void;
  /** Starts counting again, in the mode the emulator started with. */
  reset(): void;
}

/** The requests of a credential, in ms: the admitted ones, the end of the wait after the last refusal, and the last one. */
export interface CountedRequests {
  readonly admitted: readonly number[];
  readonly retryAt: number;
  readonly lastAt: number;
}

/** Also has the wait that the HTTP response needs in addition to the envelope. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly answer = wireError('rate-limited');
  readonly retryAfterSeconds: number;

  constructor(retryAfterMs: number) {
    super('rate limited');
    this.retryAfterSeconds = Math.ceil(retryAfterMs / 1000);
  }
}

/** How far the clocks of processes that share their counts may be apart. */
export const MAX_SKEW_MS = 5000;

/** The number of credentials whose windows are remembered. The one unused for the longest time is forgotten first. */
const MAX_CREDENTIALS = 10_000;

interface Counter {
  readonly windows: SlidingWindows;
  /** When the wait after the last refusal ends, in ms. */
  retryAt: number;
  /** When the last request arrived, in ms. */
  lastAt: number;
}

export function createRateLimit(startMode: RateLimitMode): RateLimit {
  return new PublishedRateLimit(startMode);
}

class PublishedRateLimit implements RateLimit {
  readonly #startMode: RateLimitMode;
  readonly #counters = new Map<string, Counter>();
  #mode: RateLimitMode;
  #tell: (() => void) | undefined;
  chosenMode: RateLimitMode | undefined;

  constructor(startMode: RateLimitMode) {
    this.#startMode = startMode;
    this.#mode = startMode;
  }

  get mode(): RateLimitMode {
    return this.#mode;
  }

  setMode(mode: RateLimitMode): void {
    this.restoreMode(mode);
    this.#tell?.();
  }

  restoreMode(chosen: RateLimitMode | undefined): void {
    this.chosenMode = chosen;
    this.#mode = chosen ?? this.#startMode;
  }

  watch(listener: () => void): void {
    this.#tell = listener;
  }

  check(partnerUserID: string, now: number, advise: Advise): void {
    if (this.#mode === 'off') return;
    const counter = counterOf(this.#counters, partnerUserID, now);
    counter.lastAt = now;
    const isEarly = now < counter.retryAt;
    if (isEarly) advise('early-retry', `${Math.ceil((counter.retryAt - now) / 1000)} s`);
    const admission = counter.windows.admit(now);
    if (admission.isAdmitted) return;
    counter.retryAt = now + admission.retryAfterMs;
    const { limit, windowMs } = admission.window;
    if (this.#mode === 'enforce') throw new RateLimited(admission.retryAfterMs);
    advise('would-be-rate-limited', `${limit} requests in ${windowMs / 1000} s`);
  }

  counted(partnerUserID: string): CountedRequests | undefined {
    const counter = this.#counters.get(partnerUserID);
    return counter && { admitted: counter.windows.admitted, retryAt: counter.retryAt, lastAt: counter.lastAt };
  }

  recount(partnerUserID: string, counted: CountedRequests | undefined): void {
    this.#counters.delete(partnerUserID);
    if (counted === undefined) return;
    const { admitted, retryAt } = counted;
    // A clock that another process has ahead of this one was not set back.
    const lastAt = counted.lastAt - MAX_SKEW_MS;
    Object.assign(counterOf(this.#counters, partnerUserID, lastAt), { retryAt, lastAt }).windows.restore(admitted);
  }

  forget(): void {
    this.#counters.clear();
  }

  reset(): void {
    this.#counters.clear();
    this.chosenMode = undefined;
    this.#mode = this.#startMode;
  }
}

/** If the clock is set back, the later counts are meaningless, so counting starts again. */
function counterOf(counters: Map<string, Counter>, partnerUserID: string, now: number): Counter {
  const existing = counters.get(partnerUserID);
  counters.delete(partnerUserID);
  const isUsable = existing !== undefined && existing.lastAt <= now;
  const counter = isUsable ? existing : { windows: new SlidingWindows(), retryAt: 0, lastAt: now };
  if (counters.size >= MAX_CREDENTIALS) {
    const [oldest] = counters.keys();
    if (oldest !== undefined) counters.delete(oldest);
  }
  // Moved to the end, so the first key is always the one unused for the longest time.
  counters.set(partnerUserID, counter);
  return counter;
}
