import type { JobDefinition } from '../protocol/define-job.js';
import { wireAnswers } from '../protocol/wire-answers.js';
import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';
import {
  AuthenticationError,
  type ErrorDetails,
  type ExpensifyError,
  MalformedAnswerError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  ServerError,
  ValidationError,
} from './errors.js';
import type { Scrub } from './scrub.js';
import type { HttpAnswer } from './send.js';

export type Envelope = { readonly body: unknown } | { readonly failure: FailureKind };

/** A failure, before the number of attempts is known. */
export interface FailureKind {
  readonly Kind: new (message: string, details: ErrorDetails) => ExpensifyError;
  readonly message: string;
  readonly responseCode?: number;
}

/** Reads the response of a job that returns JSON, text or bytes. */
export function readAnswer(answer: HttpAnswer, body: JobDefinition['body'], scrub: Scrub): Envelope {
  return body === 'json' ? readEnvelope(answer, scrub) : readFile(answer, body, scrub);
}

/** A file has no envelope, but an error has one. A JSON file is very unlikely to look like an error's envelope. */
function readFile(answer: HttpAnswer, body: 'text' | 'bytes', scrub: Scrub): Envelope {
  const { httpStatus, text, bytes } = answer;
  const json = text.length <= MAX_ERROR_LENGTH ? readJson(text) : undefined;
  if (isObject(json) && typeof json.responseCode === 'number' && typeof json.responseMessage === 'string') {
    const envelope = readEnvelope(answer, scrub);
    if ('failure' in envelope) return envelope;
  }
  if (httpStatus !== 200) return { failure: withoutEnvelope(httpStatus, scrub(text)) };
  return { body: body === 'text' ? text : bytes };
}

const MAX_ERROR_LENGTH = 10_000;

/** Only the body's `responseCode` decides about success, not the HTTP status or the content type. */
function readEnvelope({ httpStatus, text }: Pick<HttpAnswer, 'httpStatus' | 'text'>, scrub: Scrub): Envelope {
  const body = readJson(text.replace(/^\uFEFF/, ''));
  const responseCode = isObject(body) ? body.responseCode : undefined;
  if (!isObject(body) || typeof responseCode !== 'number') return { failure: withoutEnvelope(httpStatus, scrub(text)) };
  // 207 is a partial success, and the body has the details.
  if (responseCode === 200 || responseCode === 207) return { body };
  const message = typeof body.responseMessage === 'string' ? body.responseMessage : 'no message';
  return { failure: { Kind: kindOf(responseCode, message), message: `${responseCode} ${message}`, responseCode } };
}

function kindOf(responseCode: number, message: string): FailureKind['Kind'] {
  // The service returns 404 for wrong credentials and 403 for missing ones (observed), so the message decides.
  if (message === wireAnswers['authentication-error'].responseMessage) return AuthenticationError;
  if (message === wireAnswers['no-credentials'].responseMessage) return AuthenticationError;
  // The service returns 401 or 500 for another person's address, even to a domain admin (observed).
  if (responseCode === 403 || message.startsWith('Not authorized')) return PermissionError;
  if (responseCode === 401) return AuthenticationError;
  if (responseCode === 404) return NotFoundError;
  if (responseCode === 429) return RateLimitedError;
  // A missing parameter or column is a 500 in some jobs (documented). 666 means that a rule already exists (observed).
  if (responseCode < 500 || responseCode === 666 || /^(Required parameter|Column) /.test(message)) return ValidationError;
  return ServerError;
}

/** Shows the start of a text. The caller must remove secrets first, because a secret that is cut off can't be found. */
export function quoteStart(text: string): string {
  return text.trim() === '' ? 'an empty body' : `a body that starts with ${JSON.stringify(text.trim().slice(0, 80))}`;
}

function withoutEnvelope(httpStatus: number, text: string): FailureKind {
  const message = `HTTP ${httpStatus} with ${quoteStart(text)}`;
  if (httpStatus === 429) return { Kind: RateLimitedError, message };
  if (httpStatus >= 500) return { Kind: ServerError, message };
  return { Kind: MalformedAnswerError, message: `${message} instead of JSON with a responseCode` };
}
