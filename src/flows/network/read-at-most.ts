import { CardError } from '../engine/errors.js';

/** The body of a response as text. Throws CardError if it is longer than `limit` bytes. */
export async function readAtMost(response: Response, limit: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw new CardError(`The response is larger than ${limit / 1024 / 1024} MB.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
