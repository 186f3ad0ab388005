import type { Work } from '../../runtime/slices.js';
import { jsonInSteps } from '../../util/json-in-steps.js';
import type { WireResponse } from './message.js';

/** The result of a job. `isKept`: the job keeps the object and returns it again, so it is encoded only once. */
interface Success {
  /** An object is a plain one without `responseCode`. */
  readonly body: object | string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly isKept: boolean;
}

/** A success: texts and bytes unchanged; an object as JSON with `responseCode` last, as recorded. */
export function encodeSuccess({ body, contentType, isKept }: Success, responseCode: number): WireResponse {
  const sent = typeof body === 'string' || body instanceof Uint8Array ? body : envelope(body, responseCode, isKept);
  return { status: 200, headers: { 'content-type': contentType }, body: sent };
}

/** The same for an object with long lists, with pauses between their items. */
export function* encodeLongSuccess(success: Success, responseCode: number): Work<WireResponse> {
  const { body } = success;
  if (typeof body === 'string' || body instanceof Uint8Array) return encodeSuccess(success, responseCode);
  const sent = yield* jsonInSteps({ ...body, responseCode });
  return { status: 200, headers: { 'content-type': success.contentType }, body: sent };
}

function envelope(body: object, responseCode: number, isKept: boolean): string {
  const text = encoded.get(body) ?? withCode(JSON.stringify(body), responseCode);
  if (isKept) encoded.set(body, text);
  return text;
}

/** The code is added to the text, because adding it to a copy of the object takes longer. */
function withCode(json: string, responseCode: number): string {
  return `${json.slice(0, -1)}${json === '{}' ? '' : ','}"responseCode":${responseCode}}`;
}

/** Kept as long as the job keeps the object. */
const encoded = new WeakMap<object, string>();

/** The error envelope: exactly `responseMessage` and `responseCode`, in the documented order. */
export function encodeError(
  responseMessage: string,
  responseCode: number,
  http: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): WireResponse & { readonly body: string } {
  return {
    status: http.status ?? 200,
    headers: { 'content-type': 'application/json', ...http.headers },
    body: JSON.stringify({ responseMessage, responseCode }),
  };
}

/** A response with a status only. */
export function encodeBare(status: number): WireResponse {
  return { status, headers: {}, body: '' };
}
