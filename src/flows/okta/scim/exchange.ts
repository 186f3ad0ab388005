/** A request to a SCIM service. */
export interface ScimRequest {
  readonly method: 'GET' | 'PATCH' | 'PUT';
  /** Relative to the base URL: `/Users/1001`. */
  readonly path: string;
  readonly body?: object;
}

/** A request that was sent, and what came back. The token is taken out of all of it. */
export interface ScimExchange {
  /** The body as JSON. */
  readonly request: { readonly method: string; readonly path: string; readonly body?: string };
  /** The response of the last try; a long body is cut off. */
  readonly response?: { readonly status: number; readonly body: string };
  /** Why there was no response. */
  readonly error?: string;
  /** Of all tries, with the waits between them. */
  readonly ms: number;
  readonly tries: number;
}

/** What `fetch` is used for here. `fetch` of Node, of an emulator or of a run fits. */
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

/** One response, read to its end; or why there is none. */
export type ScimAttempt = ScimAnswer | { readonly failure: string };

export interface ScimAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfterMs: number | undefined;
  readonly text: string;
}
