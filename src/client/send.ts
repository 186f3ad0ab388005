import { untilAborted } from '../runtime/abort.js';
import { keepAlive } from '../runtime/timer.js';
import { readRetryAfter } from '../util/retry-after.js';

/** A complete HTTP response. */
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

/** A larger response can't come from this API. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Posts a form and reads the response. Rejects with the error of `fetch`, or the signal's reason. */
export async function sendForm(fetch: Fetch, url: string, form: URLSearchParams | FormData, signal: AbortSignal): Promise<HttpAnswer> {
  const init = {
    method: 'POST',
    // The content type of a multipart body contains its boundary, which only `fetch` knows.
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
  const answer = untilAborted(signal, async () => {
    // Redirects are not followed, because they would send the secret to another server.
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    const { headers, status } = response;
    const bytes = await readBytes(response, maxBytes);
    const text = new TextDecoder().decode(bytes);
    return { httpStatus: status, contentType: headers.get('content-type'), retryAfterMs: readRetryAfter(headers), bytes, text };
  });
  return keepAlive(answer);
}

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new RangeError(`The response is larger than ${maxBytes} bytes.`);
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
