import { PUBLISHED_WINDOWS, type Window } from '../protocol/rate-limits.js';
import type { ExpensifyError } from './errors.js';

export interface RetryOptions {
  /** The most requests for one call, including the first. Default: 5. */
  readonly attempts?: number;
  /** The first wait in ms. It doubles each time, and is randomly shortened by up to half. Default: 1000. */
  readonly baseMs?: number;
  /** The longest wait in ms. If the server asks for a longer one, the call fails. Default: 120000. */
  readonly maxMs?: number;
}

/** Half of a wait is random, so clients that failed together do not retry together. */
const JITTER = 0.5;

/**
 * The wait in ms before the next attempt, or undefined if there is none. A rate-limited request is always repeated, because it
 * was refused before anything ran. A failure of the service or the connection is only repeated if that is safe. Pass `[]` for a
 * service without published windows: its rate limit doubles the wait, like any other failure.
 */
export function retryDelay(
  failure: ExpensifyError,
  isRepeatable: boolean,
  random: () => number,
  { attempts = 5, baseMs = 1000, maxMs = 120_000 }: RetryOptions,
  windows: readonly Window[] = PUBLISHED_WINDOWS,
): number | undefined {
  const isLimited = failure.code === 'rate-limited';
  if (failure.attempts >= attempts || !(isLimited || (isRepeatable && isPassing(failure)))) return undefined;
  if (failure.retryAfterMs !== undefined) return failure.retryAfterMs <= maxMs ? failure.retryAfterMs : undefined;
  const window = windows[Math.min(failure.attempts, windows.length) - 1];
  // Without Retry-After, wait for the short window of the published limit first, then for the long one.
  if (isLimited && window !== undefined) return Math.min(maxMs, window.windowMs + random() * baseMs);
  return Math.min(maxMs, baseMs * 2 ** (failure.attempts - 1)) * (1 - JITTER * random());
}

/** Failures that are likely to pass. A `responseCode` of 500 is a result, and would be the same again. */
function isPassing(failure: ExpensifyError): boolean {
  if (failure.code === 'transport') return true;
  return failure.code === 'server' && (failure.responseCode === undefined || failure.responseCode === 503);
}
