import type { ScimAttempt } from './exchange.js';

/** Requests for one call, the first included. Okta publishes no number, so it is assumed. */
const MAX_TRIES = 3;
/** The first wait when the service names none, doubled each time; assumed. */
const FIRST_WAIT_MS = 1000;
/** A service that asks for a longer wait gets no further request. */
export const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before the next try, in ms; undefined when there is none. Tried again: 429, a failing service (5xx, but not 501,
 * which stays so) and no response.
 * @example waitBeforeRetry({ failure: 'socket hang up' }, 1) // 1000
 */
export function waitBeforeRetry(attempt: ScimAttempt, tries: number): number | undefined {
  if (tries >= MAX_TRIES) return undefined;
  const wait = FIRST_WAIT_MS * 2 ** (tries - 1);
  if ('failure' in attempt) return wait;
  const { status, retryAfterMs = wait } = attempt;
  const isPassing = status === 429 || (status >= 500 && status !== 501);
  return isPassing && retryAfterMs <= LONGEST_WAIT_MS ? retryAfterMs : undefined;
}
