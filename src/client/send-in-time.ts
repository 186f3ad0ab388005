import { MalformedAnswerError, TimeoutError, TransportError } from './errors.js';
import type { FailureKind } from './read-envelope.js';
import { type Scrub, scrubbedCause } from './scrub.js';
import type { HttpAnswer } from './send.js';

/** The outcome of one request: a response, or why there is none. */
export type Sent = { readonly answer: HttpAnswer } | { readonly kind: FailureKind; readonly cause: Error };

/** Sends one request with a time limit. Rejects only with the reason of one of the signals. */
export async function sendInTime(
  timeoutMs: number,
  signals: readonly AbortSignal[],
  scrub: Scrub,
  send: (signal: AbortSignal) => Promise<HttpAnswer>,
): Promise<Sent> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return { answer: await send(AbortSignal.any([timeout, ...signals])) };
  } catch (error) {
    for (const signal of signals) signal.throwIfAborted();
    const cause = scrubbedCause(error, scrub);
    if (timeout.aborted) return { kind: { Kind: TimeoutError, message: `no response within ${timeoutMs / 1000} s` }, cause };
    // The response is too large, and would be again.
    if (error instanceof RangeError) return { kind: { Kind: MalformedAnswerError, message: cause.message }, cause };
    // The message of `fetch` is "fetch failed"; the reason is in its cause.
    const reason = cause.cause instanceof Error ? cause.cause.message : cause.message;
    return { kind: { Kind: TransportError, message: `no response (${reason})` }, cause };
  }
}
