import type { WireResponse } from './message.js';

/**
 * The success envelope: the job's body with `responseCode` last, as recorded. A frozen body is one the job keeps and
 * gives again: it is encoded once.
 */
export function encodeSuccess(body: object, responseCode: number, contentType: string): WireResponse {
  const known = encoded.get(body);
  if (known !== undefined) return { status: 200, headers: { 'content-type': contentType }, body: known };
  const response = json({ ...body, responseCode }, contentType);
  if (Object.isFrozen(body)) encoded.set(body, response.body);
  return response;
}

const encoded = new WeakMap<object, string>();

/** The error envelope: exactly `responseMessage` and `responseCode`, in the documented order. */
export function encodeError(
  responseMessage: string,
  responseCode: number,
  http: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): WireResponse {
  const response = json({ responseMessage, responseCode }, 'application/json');
  return { ...response, status: http.status ?? 200, headers: { ...response.headers, ...http.headers } };
}

function json(body: object, contentType: string): WireResponse {
  return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(body) };
}
