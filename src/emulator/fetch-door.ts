import { ENDPOINT_PATH } from '../protocol/endpoint.js';
import { SCIM_PATH } from '../protocol/scim/operations.js';
import { untilAborted } from '../runtime/abort.js';
import type { Soon } from '../runtime/soon.js';
import type { Domains } from './domains.js';
import { fetchedRequest } from './wire/fetched-request.js';
import { plainText, type WireRequest, type WireResponse } from './wire/message.js';

/**
 * An in-process `fetch`, for tests without a network and for libraries that accept a `fetch`.
 * As with the real `fetch`, a cut connection rejects with TypeError and an aborted signal with its reason; the job may
 * have run anyway.
 */
export function createFetch(handle: (request: WireRequest) => Soon<WireResponse>, bodyLimit: number): typeof fetch {
  return async (input, init) => {
    const { wire, signal } = await fetchedRequest(input, init);
    signal?.throwIfAborted();
    const handled = handle(wire.body.byteLength > bodyLimit ? refused(wire, bodyLimit) : wire);
    const answer = handled instanceof Promise && signal !== undefined ? await untilAborted(signal, () => handled) : await handled;
    if (answer.isReset) throw new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
    // For a status without a body, the constructor refuses even an empty text; otherwise it gives an empty text a content type.
    const hasBody = !BODILESS.has(answer.status) && answer.body !== '';
    return new Response(hasBody ? answer.body : null, { status: answer.status, headers: answer.headers });
  };
}

/** Announces its length, as a client on a socket does. */
function refused(wire: WireRequest, bodyLimit: number): WireRequest {
  const headers = { ...wire.headers, 'content-length': String(wire.body.byteLength) };
  return { ...wire, headers, body: NO_BODY, refusal: tooLarge(bodyLimit) };
}

/** The body of a request that was refused before it had been read. */
export const NO_BODY = new Uint8Array();

/** The statuses whose responses have no body. */
export const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

export function tooLarge(bodyLimit: number): WireResponse {
  return plainText(413, `The body is larger than ${bodyLimit} bytes. Raise the limit with bodyLimit (--body-limit).`);
}

/** The address of an emulator without an open port: only its own `fetch` can reach it. */
export const UNBOUND_URL = 'http://expensify-emulator.invalid';

/** The endpoint for a base URL. */
export function endpointOf(url: string): string {
  return new URL(ENDPOINT_PATH, url).href;
}

/** The SCIM endpoint for a base URL. */
export function scimUrlOf(url: string): string {
  return new URL(SCIM_PATH, url).href;
}

/** The SCIM endpoint, with the token of a domain. */
export interface ScimEndpoint {
  /** `http://127.0.0.1:4310/scim/v2` */
  readonly url: string;
  readonly domain: string;
  readonly token: string;
}

/** The endpoint for the first domain that is set up for SCIM; undefined if there is none. */
export function scimEndpoint(domains: Pick<Domains, 'scimAccess'>, url: string): ScimEndpoint | undefined {
  const access = domains.scimAccess();
  return access && { url: scimUrlOf(url), domain: access.domain, token: access.token };
}
