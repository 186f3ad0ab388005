import type { z } from 'zod';
import type { ScimOperation } from '../../protocol/scim/operations.js';
import { scimBase } from '../../protocol/scim/scim-base.js';
import { shownURL } from '../../util/redact/shown-url.js';
import type { Exchange } from '../connection.js';
import type { ExpensifyError } from '../errors.js';
import { retryDelay } from '../retry.js';
import { createScrub, type Scrub } from '../scrub.js';
import { type HttpAnswer, sendRequest } from '../send.js';
import { type Sent, sendInTime } from '../send-in-time.js';
import { failureOf, readScim, type ScimFailure } from './read-scim.js';
import type { ScimConnection } from './scim-connection.js';

export interface ScimRequest {
  /** `scim patch user` */
  readonly operation: ScimOperation;
  readonly method: 'GET' | 'PATCH';
  /** Appended to the base URL. */
  readonly path: string;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

type Outcome<T> = { readonly value: T } | { readonly failure: ExpensifyError };

/** A response with one user takes a few kB. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/**
 * Sends a SCIM request until it succeeds or no attempts are left. All of the client's requests are safe to repeat.
 * Throws ExpensifyError, or the signal's reason. The Integration Server's limits do not apply, so requests are not paced.
 */
export async function sendScim<T>(connection: ScimConnection, request: ScimRequest, schema: z.ZodType<T>): Promise<T> {
  const { retry, runtime, logger } = connection;
  const signals = [connection.signal, request.signal].filter((signal) => signal !== undefined);
  const scrub = createScrub([connection.token]);
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(connection, request, schema, { attempt, signals, scrub });
    if ('value' in outcome) return outcome.value;
    const { failure } = outcome;
    // 501 is permanent: the server does not implement the request.
    const wait = retryDelay(failure, failure.httpStatus !== 501, runtime.random, retry, []);
    if (wait === undefined) throw failure;
    logger?.warn(`${failure.message}; attempt ${attempt + 1} in ${(wait / 1000).toFixed(1)} s`);
    await runtime.sleep(wait, AbortSignal.any(signals));
  }
}

interface Attempt {
  readonly attempt: number;
  readonly signals: readonly AbortSignal[];
  readonly scrub: Scrub;
}

async function attemptOnce<T>(
  connection: ScimConnection,
  request: ScimRequest,
  schema: z.ZodType<T>,
  { attempt, signals, scrub }: Attempt,
): Promise<Outcome<T>> {
  const { timeoutMs, runtime, onExchange } = connection;
  const startedAt = runtime.now();
  const sent = await sendInTime(timeoutMs, signals, scrub, (signal) => send(connection, request, signal));
  const durationMs = runtime.now() - startedAt;
  const outcome = toOutcome(connection, request, sent, schema, { attempt, signals, scrub });
  onExchange?.({
    ...told(connection, request, sent, scrub),
    attempt,
    durationMs,
    ...('failure' in outcome && { problem: outcome.failure.message }),
  });
  return outcome;
}

function send({ fetch, url, token }: ScimConnection, { method, path, body }: ScimRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const headers = {
    accept: 'application/scim+json',
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { 'content-type': 'application/scim+json' }),
  };
  const init = { method, headers, body: body && JSON.stringify(body) };
  return sendRequest(fetch, scimBase(url) + path, init, signal, MAX_RESPONSE_BYTES);
}

function toOutcome<T>(
  { url }: ScimConnection,
  { operation, path }: ScimRequest,
  sent: Sent,
  schema: z.ZodType<T>,
  { attempt, scrub }: Attempt,
): Outcome<T> {
  const fail = (failure: ScimFailure, details: { httpStatus?: number; retryAfterMs?: number | undefined; cause?: Error }): Outcome<T> => ({
    failure: failure.toError(scrub(`${operation} failed at ${shownURL(scimBase(url) + path)}: ${failure.message}`), {
      ...details,
      job: operation,
      attempts: attempt,
    }),
  });
  if ('kind' in sent) return fail(failureOf(sent.kind.Kind, sent.kind.message), { cause: sent.cause });
  const { httpStatus, retryAfterMs } = sent.answer;
  const read = readScim(sent.answer, schema, scrub);
  return 'value' in read ? read : fail(read.failure, { httpStatus, retryAfterMs });
}

function told(
  { url }: ScimConnection,
  { operation, method, path, body }: ScimRequest,
  sent: Sent,
  scrub: Scrub,
): Omit<Exchange, 'attempt' | 'durationMs'> {
  return {
    job: operation,
    url: scrub(shownURL(scimBase(url) + path)),
    request: { method, path: scrub(path), ...(body !== undefined && { body: scrub(JSON.stringify(body)) }) },
    ...('answer' in sent && {
      answer: { httpStatus: sent.answer.httpStatus, contentType: sent.answer.contentType, body: scrub(sent.answer.text) },
    }),
  };
}
