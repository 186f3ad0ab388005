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
  const counters = new Map<string, Counter>();
  let mode = startMode;
  return {
    get mode() {
      return mode;
    },
    setMode: (next) => {
      mode = next;
    },
    check: (partnerUserID, now, advise) => {
      if (mode === 'off') return;
      const counter = counterOf(counters, partnerUserID, now);
      counter.lastAt = now;
      const isEarly = now < counter.retryAt;
      if (isEarly) advise('early-retry', `${Math.ceil((counter.retryAt - now) / 1000)} s`);
      const admission = counter.windows.admit(now);
      if (admission.isAdmitted) return;
      counter.retryAt = now + admission.retryAfterMs;
      const { limit, windowMs } = admission.window;
      if (mode === 'enforce') throw new RateLimited(admission.retryAfterMs);
      advise('would-be-rate-limited', `${limit} requests in ${windowMs / 1000} s`);
    },
    counted: (partnerUserID) => {
      const counter = counters.get(partnerUserID);
      return counter && { admitted: counter.windows.admitted, retryAt: counter.retryAt, lastAt: counter.lastAt };
    },
    recount: (partnerUserID, counted) => {
      counters.delete(partnerUserID);
      if (counted === undefined) return;
      const { admitted, ...counter } = counted;
      Object.assign(counterOf(counters, partnerUserID, counter.lastAt), counter).windows.restore(admitted);
    },
    forget: () => counters.clear(),
    reset: () => {
      counters.clear();
      mode = startMode;
    },
  };
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
