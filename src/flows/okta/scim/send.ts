import { untilAborted } from '../../../runtime/abort.js';
import { keepAlive } from '../../../runtime/timer.js';
import { readRetryAfter } from '../../../util/retry-after.js';
import { RunStopped } from '../../engine/errors.js';
import { reasonOf } from '../../network/network.js';
import { readAtMost } from '../../network/read-at-most.js';
import type { ScimAttempt, ScimExchange, ScimFetch, ScimRequest } from './exchange.js';
import { type Reading, readAttempt } from './read-attempt.js';
import { waitBeforeRetry } from './retry.js';
import { createShown, type Shown } from './shown.js';

/** From Okta's documentation. */
const USER_AGENT = 'Okta SCIM Client 1.0.0';
const SCIM = 'application/scim+json';
/** A page of 200 users is about 100 KB. */
const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
/** Longest text in the trace, in characters. */
const MAX_SHOWN = 2000;

export interface ScimConnection {
  /** Without a trailing slash. */
  readonly base: string;
  readonly token: string;
  readonly authorization: 'bearer' | 'bare';
  readonly fetch: ScimFetch;
  readonly timeoutMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A monotonic reading in ms. */
  readonly now: () => number;
}

/** Sends a request and adds it, with its response, to the trace. The result describes any problem. */
export type ScimSend = (request: ScimRequest, trace: ScimExchange[]) => Promise<Reading>;

/** @example const send = createScimSend(connection); await send({ method: 'GET', path: '/Users/1001' }, trace) */
export function createScimSend(connection: ScimConnection): ScimSend {
  const { now, sleep } = connection;
  const shown = createShown(connection.token);
  return async (request, trace) => {
    const startedAt = now();
    let tries = 1;
    let attempt = await tryOnce(connection, request);
    for (let wait = waitBeforeRetry(attempt, tries); wait !== undefined; wait = waitBeforeRetry(attempt, tries)) {
      await sleep(wait);
      attempt = await tryOnce(connection, request);
      tries++;
    }
    trace.push({ ...(await toExchange(request, attempt, shown)), ms: Math.round(now() - startedAt), tries });
    const reading = await readAttempt(attempt, shown);
    if (reading.problem === undefined || tries === 1) return reading;
    return { ...reading, problem: `${reading.problem} (${tries} tries)` };
  };
}

type Exchanged = Pick<ScimExchange, 'request' | 'response' | 'error'>;

async function toExchange({ method, path, body }: ScimRequest, attempt: ScimAttempt, shown: Shown): Promise<Exchanged> {
  const sent = body === undefined ? undefined : await shown(JSON.stringify(body), MAX_SHOWN);
  const request = { method, path: await shown(path, MAX_SHOWN), ...(sent !== undefined && { body: sent }) };
  if ('failure' in attempt) return { request, error: await shown(attempt.failure, MAX_SHOWN) };
  return { request, response: { status: attempt.status, body: await shown(attempt.text, MAX_SHOWN) } };
}

async function tryOnce(connection: ScimConnection, { method, path, body }: ScimRequest): Promise<ScimAttempt> {
  const { base, fetch, timeoutMs } = connection;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const attempt = untilAborted(timeout, async () => {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: headersOf(connection),
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // A redirect must not take the token to another service.
        redirect: 'manual',
        signal: timeout,
      });
      const text = await readAtMost(response, MAX_RESPONSE_BYTES);
      const contentType = response.headers.get('content-type') ?? '';
      return { status: response.status, contentType, retryAfterMs: readRetryAfter(response.headers), text };
    });
    return await keepAlive(attempt);
  } catch (error) {
    // The run was stopped, so there is no retry.
    if (error instanceof RunStopped) throw error;
    return { failure: timeout.aborted ? `no response within ${timeoutMs / 1000} seconds` : reasonOf(error) };
  }
}

/** Okta sends the content type even with requests without a body. */
function headersOf({ token, authorization }: ScimConnection): Record<string, string> {
  return {
    accept: SCIM,
    authorization: authorization === 'bare' ? token : `Bearer ${token}`,
    'content-type': SCIM,
    'user-agent': USER_AGENT,
  };
}
