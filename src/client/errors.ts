import { UserError } from '../util/user-error.js';

/** What an error knows about the call that failed. Nothing here ever holds a secret. */
export interface ErrorDetails {
  /** `update employees` */
  readonly job: string;
  /** Requests that were sent for this call. */
  readonly attempts: number;
  /** The body's own code, when there was a body to read. */
  readonly responseCode?: number | undefined;
  readonly httpStatus?: number | undefined;
  /** How long the server asked to wait, in ms. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: Error | undefined;
}

/**
 * Everything a call can fail with, an aborted signal aside: that rejects with the signal's own reason.
 * @example if (error instanceof ExpensifyError && error.code === 'not-found') …
 */
export abstract class ExpensifyError extends UserError {
  /** The kind of failure, the same in every release. */
  abstract readonly code: string;
  readonly job: string;
  readonly attempts: number;
  readonly responseCode: number | undefined;
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.job = details.job;
    this.attempts = details.attempts;
    this.responseCode = details.responseCode;
    this.httpStatus = details.httpStatus;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** An Error's message is not enumerable, so JSON would lose it. */
  toJSON(): object {
    const { name, code, message, job, attempts, responseCode, httpStatus, retryAfterMs } = this;
    return { name, code, message, job, attempts, responseCode, httpStatus, retryAfterMs };
  }

  override get exitCode(): number {
    return 1;
  }
}

/** No pair, an unknown pair or a wrong secret. */
export class AuthenticationError extends ExpensifyError {
  readonly code = 'authentication';
}

/** The pair is right, and its account may not do this. */
export class PermissionError extends ExpensifyError {
  readonly code = 'permission';
}

/** The service refused what was asked: a parameter is missing or malformed. */
export class ValidationError extends ExpensifyError {
  readonly code = 'validation';
}

export class NotFoundError extends ExpensifyError {
  readonly code = 'not-found';
}

/** Refused for its pace, and still after the last retry. */
export class RateLimitedError extends ExpensifyError {
  readonly code = 'rate-limited';
}

/** The service failed: an HTTP 5xx or a `responseCode` of 500 and more. */
export class ServerError extends ExpensifyError {
  readonly code = 'server';
}

/** No answer came: a name that does not resolve, a refused or cut connection. */
export class TransportError extends ExpensifyError {
  readonly code = 'transport';
}

/** No answer came in time. The service may still be at work. */
export class TimeoutError extends ExpensifyError {
  readonly code = 'timeout';
}

/** An answer came that is none of this API: no JSON, no `responseCode`, or a success without what it must hold. */
export class MalformedAnswerError extends ExpensifyError {
  readonly code = 'malformed-answer';
}
