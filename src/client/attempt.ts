import type { JobDefinition } from '../protocol/define-job.js';
import { shownURL } from '../util/redact/shown-url.js';
import { buildForm } from './build-form.js';
import type { Connection, Exchange, JobRequest } from './connection.js';
import type { ErrorDetails, ExpensifyError } from './errors.js';
import { type FailureKind, readAnswer } from './read-envelope.js';
import { createScrub, type Scrub } from './scrub.js';
import { type HttpAnswer, sendForm } from './send.js';
import { type Sent, sendInTime } from './send-in-time.js';

export type Outcome = { readonly body: unknown } | { readonly failure: ExpensifyError };

/** A call in progress: one form, sent once or more. */
export interface Call {
  /** Sends the form. Rejects only with the signal's reason. Every other failure is returned as the outcome. */
  attempt(nth: number): Promise<Outcome>;
  /** Creates an error for this call, without secrets. */
  toError(kind: FailureKind, details: Omit<ErrorDetails, 'job'>): ExpensifyError;
  /** Aborted by the client's signal or the call's own. */
  readonly signal: AbortSignal;
}

export function createCall(connection: Connection, definition: JobDefinition, request: JobRequest): Call {
  const { fields, secrets } = buildForm(connection.credentials, definition, request);
  const job = definition.name;
  const scrub = createScrub(secrets);
  const signals = [connection.signal, request.signal].filter((signal) => signal !== undefined);
  const call: Call = {
    signal: AbortSignal.any(signals),
    toError: ({ Kind, message, responseCode }, details) =>
      new Kind(scrub(`${job} failed at ${shownURL(connection.url)}: ${message}`), { responseCode, ...details, job }),
    attempt: async (attempt) => {
      const startedAt = connection.runtime.now();
      const posted = await sendInTime(connection.timeoutMs, signals, scrub, (signal) =>
        sendForm(connection.fetch, connection.url, formOf(definition, fields), signal),
      );
      const durationMs = connection.runtime.now() - startedAt;
      const outcome = toOutcome(call, definition, posted, attempt, scrub);
      const request = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, scrub(value)]));
      connection.onExchange?.({
        job,
        url: shownURL(connection.url),
        attempt,
        durationMs,
        request,
        ...told(definition, posted, outcome, scrub),
      });
      return outcome;
    },
  };
  return call;
}

function formOf({ fields: known }: JobDefinition, fields: Readonly<Record<string, string>>): URLSearchParams | FormData {
  const isFile = (name: string): boolean => Object.hasOwn(known, name) && known[name]?.isFile === true;
  if (!Object.keys(fields).some(isFile)) return new URLSearchParams(fields);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (isFile(name)) form.set(name, new Blob([value], { type: 'text/plain' }), name);
    else form.set(name, value);
  }
  return form;
}

function toOutcome(call: Call, { body }: JobDefinition, posted: Sent, attempts: number, scrub: Scrub): Outcome {
  if ('kind' in posted) return { failure: call.toError(posted.kind, { attempts, cause: posted.cause }) };
  const { httpStatus, retryAfterMs } = posted.answer;
  const envelope = readAnswer(posted.answer, body, scrub);
  return 'body' in envelope ? envelope : { failure: call.toError(envelope.failure, { attempts, httpStatus, retryAfterMs }) };
}

function told({ body }: JobDefinition, posted: Sent, outcome: Outcome, scrub: Scrub): Pick<Exchange, 'answer' | 'problem'> {
  const shown = ({ bytes, text }: HttpAnswer): string => (body === 'bytes' && 'body' in outcome ? `(${bytes.length} bytes)` : scrub(text));
  return {
    ...('answer' in posted && {
      answer: { httpStatus: posted.answer.httpStatus, contentType: posted.answer.contentType, body: shown(posted.answer) },
    }),
    ...('failure' in outcome && { problem: outcome.failure.message }),
  };
}
