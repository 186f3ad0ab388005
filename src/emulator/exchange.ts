import type { Answered } from '../protocol/evidence.js';
import { JobError } from '../protocol/job-error.js';
import { wireError } from '../protocol/wire-answers.js';
import { stopwatch } from '../runtime/timer.js';
import { messageOf } from '../util/error-message.js';
import { advisoryHeaders } from './advisories/advise.js';
import type { OpenExchange } from './open-exchange.js';
import type { Parts } from './parts.js';
import { RateLimited } from './rate-limit/rate-limit.js';
import { encodeBare, encodeError } from './wire/encode.js';
import type { WireResponse } from './wire/message.js';

/** The only place where a thrown error becomes a response. */
export function toErrorResponse(exchange: OpenExchange, error: unknown): WireResponse {
  if (error instanceof RateLimited) {
    const http = { status: 429, headers: { 'retry-after': String(error.retryAfterSeconds) } };
    return toEnvelope(exchange, error.answer, http);
  }
  if (error instanceof JobError) return toEnvelope(exchange, error);
  // A defect of the emulator. The client still gets an envelope, and the message says what to report.
  return toEnvelope(exchange, wireError('internal-error', { problem: messageOf(error) }));
}

function toEnvelope(exchange: OpenExchange, error: JobError, http?: Parameters<typeof encodeError>[2]): WireResponse {
  noteAnswer(exchange, error.answered);
  const { responseCode, isBare } = error.answered;
  return isBare === true ? encodeBare(responseCode) : encodeError(error.message, responseCode, http);
}

/** Notes which response a request gets. An assumed response comes with an advisory. */
export function noteAnswer(exchange: OpenExchange, answered: Answered): void {
  exchange.answered = answered;
  if (answered.assumed !== undefined) exchange.advise('assumed-answer', answered.assumed);
}

/** Journals the exchange and adds the advisory headers. */
export function closeExchange(parts: Parts, exchange: OpenExchange, response: WireResponse): WireResponse {
  const { journal, clock } = parts;
  const { advisories } = exchange;
  const durationMs = Math.round((stopwatch() - exchange.startedAt) * 1000) / 1000;
  journal.record(exchange, response, { at: clock.now(), durationMs });
  if (advisories.length === 0 || !parts.advisoryHeader) return response;
  const { status, headers, body, isReset } = response;
  // Not a spread, which takes ten times as long when it is followed by other keys.
  return { status, headers: Object.assign({}, headers, advisoryHeaders(advisories)), body, isReset };
}
