import { scimError } from '../../protocol/scim/answers.js';
import { type CountedRequests, MAX_SKEW_MS } from '../rate-limit/rate-limit.js';
import { SlidingWindows } from '../rate-limit/sliding-window.js';
import type { DomainPlace } from './tokens.js';

const WINDOW_MS = 60_000;

/** The name of a domain among those of all companies. */
export function domainKey({ company, domain }: DomainPlace): string {
  return `${company.id}/${domain.domain}`;
}

/** Limits the SCIM requests of each domain. Off unless an option sets it. */
export class ScimRateLimit {
  readonly #limit: number | undefined;
  /** By domain, so bounded by the domains: requests without a valid token are not counted. */
  readonly #windows = new Map<string, { readonly windows: SlidingWindows; lastAt: number }>();

  constructor(requestsPerMinute: number | undefined) {
    this.#limit = requestsPerMinute;
  }

  /** Counts a request at `now` (ms). Throws `rate-limited`. */
  check(domain: string, now: number): void {
    if (this.#limit === undefined) return;
    const known = this.#windows.get(domain);
    // After the clock is set back, earlier counts would lie in the future.
    const isUsable = known !== undefined && known.lastAt <= now;
    const counter = isUsable ? known : { windows: this.#newWindows(), lastAt: now };
    counter.lastAt = now;
    this.#windows.set(domain, counter);
    const admission = counter.windows.admit(now);
    if (admission.isAdmitted) return;
    const seconds = String(Math.ceil(admission.retryAfterMs / 1000));
    throw scimError('rate-limited', { seconds }, { 'retry-after': seconds });
  }

  /** What was counted for a domain, for another process. Undefined if nothing is. */
  counted(domain: string): CountedRequests | undefined {
    const counter = this.#windows.get(domain);
    return counter && { admitted: counter.windows.admitted, retryAt: 0, lastAt: counter.lastAt };
  }

  /** Continues from what another process has counted. */
  recount(domain: string, counted: CountedRequests | undefined): void {
    this.#windows.delete(domain);
    if (counted === undefined) return;
    const windows = this.#newWindows();
    windows.restore(counted.admitted);
    this.#windows.set(domain, { windows, lastAt: counted.lastAt - MAX_SKEW_MS });
  }

  /** Starts counting again. */
  reset(): void {
    this.#windows.clear();
  }

  #newWindows(): SlidingWindows {
    return new SlidingWindows([{ limit: this.#limit ?? Number.POSITIVE_INFINITY, windowMs: WINDOW_MS }]);
  }
}
