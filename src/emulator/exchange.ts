import { JobError } from '../protocol/job-error.js';
import { wireError } from '../protocol/wire-answers.js';
import { stopwatch } from '../runtime/timer.js';
import { messageOf } from '../util/error-message.js';
import { type Advise, advisoryHeader, createAdvisoryList } from './advisories/advise.js';
import type { Advisory } from './advisories/table.js';
import type { FaultEffect } from './faults/faults.js';
import { type Exchange, recordExchange } from './journal/record.js';
import type { Parts } from './parts.js';
import { RateLimited } from './rate-limit/rate-limit.js';
import { encodeError } from './wire/encode.js';
import type { WireRequest, WireResponse } from './wire/message.js';

/** An exchange on its way: what the journal will tell of it. */
export interface OpenExchange extends Exchange {
  readonly advise: Advise;
  readonly advisories: readonly Advisory[];
  readonly startedAt: number;
  /** What a fault does to the answer, also to one that is an error. */
  fault?: FaultEffect;
}

export function openExchange(request: WireRequest): OpenExchange {
  const { advise, list } = createAdvisoryList();
  return { request, bodyText: '', secrets: [], isReadable: false, advise, advisories: list, startedAt: stopwatch() };
}

/** The one place where something thrown becomes an answer. */
export function toErrorResponse(exchange: OpenExchange, error: unknown): WireResponse {
  if (error instanceof RateLimited) {
    const http = { status: 429, headers: { 'retry-after': String(error.retryAfterSeconds) } };
    return toEnvelope(exchange, error.answer, http);
  }
  if (error instanceof JobError) return toEnvelope(exchange, error);
  // Our own defect. The client still gets an envelope, and the message names what to report.
  return toEnvelope(exchange, wireError('internal-error', { problem: messageOf(error) }));
}

function toEnvelope(exchange: OpenExchange, error: JobError, http?: Parameters<typeof encodeError>[2]): WireResponse {
  exchange.given = error.given;
  if (error.given.assumed !== undefined) exchange.advise('assumed-answer', error.given.assumed);
  return encodeError(error.message, error.given.responseCode, http);
}

/** Journals the exchange and adds the advisory header. */
export function closeExchange(parts: Parts, exchange: OpenExchange, response: WireResponse): WireResponse {
  const { journal, clock } = parts;
  const { advisories } = exchange;
  const durationMs = Math.round((stopwatch() - exchange.startedAt) * 1000) / 1000;
  journal.add(recordExchange(exchange, response, { id: journal.nextID(), at: clock.now(), durationMs, advisories }));
  if (advisories.length === 0 || !parts.advisoryHeader) return response;
  return { ...response, headers: { ...response.headers, 'x-emulator-advisory': advisoryHeader(advisories) } };
}
