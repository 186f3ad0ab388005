import type { WireResponse } from './message.js';

/** The success envelope: the job's body with `responseCode` last, as recorded. */
export function encodeSuccess(body: object, responseCode: number, contentType: string): WireResponse {
  return json({ ...body, responseCode }, contentType);
}

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
