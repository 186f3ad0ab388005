import { scimError } from '../../protocol/scim/answers.js';
import { SlidingWindows } from '../rate-limit/sliding-window.js';

const WINDOW_MS = 60_000;

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
    const counter = isUsable ? known : { windows: new SlidingWindows([{ limit: this.#limit, windowMs: WINDOW_MS }]), lastAt: now };
    counter.lastAt = now;
    this.#windows.set(domain, counter);
    const admission = counter.windows.admit(now);
    if (admission.isAdmitted) return;
    const seconds = String(Math.ceil(admission.retryAfterMs / 1000));
    throw scimError('rate-limited', { seconds }, { 'retry-after': seconds });
  }

  /** Starts counting again. */
  reset(): void {
    this.#windows.clear();
  }
}
