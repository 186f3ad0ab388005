import { untilAborted } from '../runtime/abort.js';
import { readRetryAfter } from './retry.js';

/** An HTTP answer, read to its end. */
export interface HttpAnswer {
  readonly httpStatus: number;
  readonly contentType: string | null;
  readonly retryAfterMs: number | undefined;
  readonly text: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An answer beyond this is no answer of this API. */
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

/** Posts a form and reads the answer. Rejects with what `fetch` rejects with, or the signal's reason. */
export async function sendForm(fetch: Fetch, url: string, form: URLSearchParams, signal: AbortSignal): Promise<HttpAnswer> {
  return untilAborted(signal, async () => {
    // A redirect would carry the secret to wherever it leads, so none is followed.
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
      redirect: 'error',
      signal,
    });
    const { headers, status } = response;
    const text = await readText(response);
    return { httpStatus: status, contentType: headers.get('content-type'), retryAfterMs: readRetryAfter(headers), text };
  });
}

async function readText(response: Response): Promise<string> {
  // Leaves out a byte order mark, which JSON does not take.
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_ANSWER_BYTES) throw new RangeError(`The answer is larger than ${MOST_ANSWER_BYTES} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
