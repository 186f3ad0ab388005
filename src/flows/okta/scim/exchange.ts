/** A request to a SCIM service. */
export interface ScimRequest {
  readonly method: 'GET' | 'PATCH' | 'PUT';
  /** Relative to the base URL: `/Users/1001`. */
  readonly path: string;
  readonly body?: object;
}

/** A request and its response, both without the token. */
export interface ScimExchange {
  /** The body as JSON. */
  readonly request: { readonly method: string; readonly path: string; readonly body?: string };
  /** The response to the last try. A long body is truncated. */
  readonly response?: { readonly status: number; readonly body: string };
  /** Why there was no response. */
  readonly error?: string;
  /** All tries, including the waits between them. */
  readonly ms: number;
  readonly tries: number;
}

/** The part of `fetch` that is used here. The `fetch` of Node, of an emulator and of a run all fit. */
export type ScimFetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

/** A complete response, or the reason why there is none. */
export type ScimAttempt = ScimAnswer | { readonly failure: string };

export interface ScimAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfterMs: number | undefined;
  readonly text: string;
}
