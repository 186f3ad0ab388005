import { untilAborted } from '../runtime/abort.js';
import { readRetryAfter } from '../util/retry-after.js';

/** An HTTP answer, read to its end. */
export interface HttpAnswer {
  readonly httpStatus: number;
  readonly contentType: string | null;
  readonly retryAfterMs: number | undefined;
  readonly bytes: Uint8Array;
  /** The bytes as UTF-8. */
  readonly text: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const FORM = 'application/x-www-form-urlencoded';

/** An answer beyond this is no answer of this API. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Posts a form and reads the answer. Rejects with what `fetch` rejects with, or the signal's reason. */
export async function sendForm(fetch: Fetch, url: string, form: URLSearchParams | FormData, signal: AbortSignal): Promise<HttpAnswer> {
  const init = {
    method: 'POST',
    // The type of a multipart body names its boundary, which only `fetch` knows.
    headers: { ...(form instanceof URLSearchParams && { 'content-type': FORM }), accept: 'application/json' },
    body: form instanceof URLSearchParams ? form.toString() : form,
  };
  return sendRequest(fetch, url, init, signal, MAX_ANSWER_BYTES);
}

/** Sends a request and reads its response of at most `maxBytes`. Rejects as `sendForm` does. */
export async function sendRequest(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  maxBytes: number,
): Promise<HttpAnswer> {
  return untilAborted(signal, async () => {
    // A redirect would carry the secret to wherever it leads, so none is followed.
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    const { headers, status } = response;
    const bytes = await readBytes(response, maxBytes);
    const text = new TextDecoder().decode(bytes);
    return { httpStatus: status, contentType: headers.get('content-type'), retryAfterMs: readRetryAfter(headers), bytes, text };
  });
}

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new RangeError(`The answer is larger than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
