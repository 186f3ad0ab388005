import { PUBLISHED_WINDOWS, type Window } from '../../protocol/rate-limits.js';

export type Admission =
  | { readonly isAdmitted: true }
  | { readonly isAdmitted: false; readonly window: Window; readonly retryAfterMs: number };

/** Sliding windows over one stream of requests. Remembers only as many times as the largest limit. */
export class SlidingWindows {
  readonly #windows: readonly Window[];
  readonly #most: number;
  /** Times of admitted requests, oldest first. */
  #admitted: number[] = [];

  constructor(windows: readonly Window[] = PUBLISHED_WINDOWS) {
    this.#windows = windows;
    this.#most = Math.max(...windows.map(({ limit }) => limit));
  }

  get admitted(): readonly number[] {
    return this.#admitted;
  }

  restore(admitted: readonly number[]): void {
    this.#admitted = admitted.slice(-this.#most);
  }

  /** Admits and counts a request at `now` (ms), or returns how long to wait. A refused request does not count. */
  admit(now: number): Admission {
    let refusal: Admission | undefined;
    for (const window of this.#windows) {
      const nth = this.#admitted[this.#admitted.length - window.limit];
      if (nth === undefined) continue;
      const retryAfterMs = nth + window.windowMs - now;
      if (retryAfterMs > 0 && (refusal === undefined || refusal.isAdmitted || retryAfterMs > refusal.retryAfterMs)) {
        refusal = { isAdmitted: false, window, retryAfterMs };
      }
    }
    if (refusal !== undefined) return refusal;
    this.#admitted.push(now);
    if (this.#admitted.length > this.#most) this.#admitted.shift();
    return { isAdmitted: true };
  }
}
