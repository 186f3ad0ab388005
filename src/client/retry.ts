import { PUBLISHED_WINDOWS, type Window } from '../protocol/rate-limits.js';
import type { ExpensifyError } from './errors.js';

export interface RetryOptions {
  /** Requests for one call, the first included. Default: 5. */
  readonly attempts?: number;
  /** The first wait in ms, doubled each time, less up to half of it by chance. Default: 1000. */
  readonly baseMs?: number;
  /** The longest wait in ms, also when the server asks for more: the call then fails. Default: 120000. */
  readonly maxMs?: number;
}

/** Half of a wait is left to chance, so that clients which failed together do not come back together. */
const JITTER = 0.5;

/**
 * How long to wait in ms before the next attempt; undefined when there is none. A rate limit refuses before anything
 * runs, so it is repeated always; a failure of the service or of the connection only where repeating is safe. Pass `[]` for a
 * service without published windows: its rate limit then doubles the wait, like any other failure.
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
  // Without Retry-After: first the short window of the published limit, then the long one.
  if (isLimited && window !== undefined) return Math.min(maxMs, window.windowMs + random() * baseMs);
  return Math.min(maxMs, baseMs * 2 ** (failure.attempts - 1)) * (1 - JITTER * random());
}

/** Likely to be gone the next time. A `responseCode` of 500 is an answer, and would be the same again. */
function isPassing(failure: ExpensifyError): boolean {
  if (failure.code === 'transport') return true;
  return failure.code === 'server' && (failure.responseCode === undefined || failure.responseCode === 503);
}
