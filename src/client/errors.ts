import { UserError } from '../util/user-error.js';

/** Details of the failed call. They never contain a secret. */
export interface ErrorDetails {
  /** Such as `update employees`. */
  readonly job: string;
  /** The number of requests sent for this call. */
  readonly attempts: number;
  /** The code in the body, if there was a readable body. */
  readonly responseCode?: number | undefined;
  readonly httpStatus?: number | undefined;
  /** The wait that the server asked for, in ms. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: Error | undefined;
}

/**
 * All errors of a call, except for an aborted signal: then the call rejects with the signal's reason.
 * @example if (error instanceof ExpensifyError && error.code === 'not-found') …
 */
export abstract class ExpensifyError extends UserError {
  /** The kind of failure. The codes are stable across releases. */
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

  /** JSON.stringify would leave out an Error's message, because it is not enumerable. */
  toJSON(): object {
    const { name, code, message, job, attempts, responseCode, httpStatus, retryAfterMs } = this;
    return { name, code, message, job, attempts, responseCode, httpStatus, retryAfterMs };
  }

  override get exitCode(): number {
    return 1;
  }
}

/** The credentials are missing or unknown, or the secret is wrong. */
export class AuthenticationError extends ExpensifyError {
  readonly code = 'authentication';
}

/** The credentials are valid, but their account may not do this. */
export class PermissionError extends ExpensifyError {
  readonly code = 'permission';
}

/** The service refused the request, because a parameter is missing or invalid. */
export class ValidationError extends ExpensifyError {
  readonly code = 'validation';
}

export class NotFoundError extends ExpensifyError {
  readonly code = 'not-found';
}

/** The request was rate-limited, even after the last retry. */
export class RateLimitedError extends ExpensifyError {
  readonly code = 'rate-limited';
}

/** The service failed: an HTTP 5xx, or a `responseCode` of 500 or more. */
export class ServerError extends ExpensifyError {
  readonly code = 'server';
}

/** There was no response: a host name that does not resolve, or a refused or interrupted connection. */
export class TransportError extends ExpensifyError {
  readonly code = 'transport';
}

/** There was no response in time. The service may still be processing the request. */
export class TimeoutError extends ExpensifyError {
  readonly code = 'timeout';
}

/** The response is not one of this API: not JSON, without `responseCode`, or a success without its required parts. */
export class MalformedAnswerError extends ExpensifyError {
  readonly code = 'malformed-answer';
}
