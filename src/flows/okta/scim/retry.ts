import type { ScimAttempt } from './exchange.js';

/** Including the first request. Assumed: Okta publishes no number. */
const MAX_TRIES = 3;
/** The first wait without Retry-After, doubled each time; assumed. */
const FIRST_WAIT_MS = 1000;
/** Requests are not retried if the service asks for a longer wait. */
export const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before the next try, in ms; undefined if there is no next try. Retried are 429, 5xx (except 501, which is
 * permanent) and missing responses.
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
