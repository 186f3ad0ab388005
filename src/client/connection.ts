import type { Credentials } from '../protocol/credentials.js';
import type { Runtime } from '../runtime/system.js';
import type { Pacer } from './pacer.js';
import type { RetryOptions } from './retry.js';
import type { Fetch } from './send.js';

/** One request and its response, without secrets. */
export interface Exchange {
  /** Such as `update employees` or `scim patch user`. */
  readonly job: string;
  readonly url: string;
  /** 1 for the first request of a call. */
  readonly attempt: number;
  readonly durationMs: number;
  /** The fields of the form. For SCIM: `method`, `path` with its query, and `body` if there is one. */
  readonly request: Readonly<Record<string, string>>;
  readonly answer?: { readonly httpStatus: number; readonly contentType: string | null; readonly body: string };
  /** Why the attempt failed, in one sentence. */
  readonly problem?: string;
}

/** `console` has this shape, and so do all well-known loggers. */
export interface Logger {
  warn(message: string): void;
}

/** The settings for sending requests to any URL. */
export interface Sending {
  readonly fetch: Fetch;
  readonly retry: RetryOptions;
  readonly timeoutMs: number;
  readonly runtime: Runtime;
  readonly signal: AbortSignal | undefined;
  readonly onExchange: ((exchange: Exchange) => void) | undefined;
  readonly logger: Logger | undefined;
}

/** The settings that all calls of a client to the Integration Server share. */
export interface Connection extends Sending {
  readonly url: string;
  readonly credentials: Credentials;
  readonly pacer: Pacer;
}

/** The input of a job: the job object without type and credentials, and the other form fields. */
export interface JobRequest {
  readonly job: Readonly<Record<string, unknown>>;
  readonly fields?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}
