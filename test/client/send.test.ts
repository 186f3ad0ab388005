import { expect, test } from 'vitest';
import { sendForm } from '../../src/client/send.js';

const { signal } = new AbortController();
const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a response. */
const read = (response: Response) => sendForm(async () => response, 'http://service.example/', new URLSearchParams({ a: 'b c' }), signal);

/** A response whose body arrives in these chunks. */
const chunked = (...chunks: readonly Uint8Array<ArrayBuffer>[]): Response => new Response(ReadableStream.from(chunks));

test('a response is read with its status, content type and requested wait', async () => {
  const headers = { 'content-type': 'text/plain', 'retry-after': '7' };
  expect(await read(new Response('later', { status: 429, headers }))).toEqual({
    httpStatus: 429,
    contentType: 'text/plain',
    retryAfterMs: 7000,
    bytes: new TextEncoder().encode('later'),
    text: 'later',
  });
});

test('a response without a body is an empty text', async () => {
  expect(await read(new Response(null, { status: 204 }))).toEqual({
    httpStatus: 204,
    contentType: null,
    retryAfterMs: undefined,
    bytes: new Uint8Array(0),
    text: '',
  });
});

test('a character split between two chunks is read correctly, and an incomplete character becomes visible', async () => {
  const bytes = new TextEncoder().encode('zo\u00EB');
  expect((await read(chunked(bytes.slice(0, 3), bytes.slice(3)))).text).toBe('zo\u00EB');
  expect((await read(chunked(bytes.slice(0, 3)))).text).toBe('zo\uFFFD');
});

test('a response larger than 64 MiB is refused', async () => {
  expect((await read(chunked(new Uint8Array(100_000), new Uint8Array(100_000)))).text).toHaveLength(200_000);
  await expect(read(chunked(new Uint8Array(MAX_BYTES + 1)))).rejects.toThrow(
    new RangeError(`The response is larger than ${MAX_BYTES} bytes.`),
  );
});

test('an aborted signal ends the wait, even if fetch ignores the signal', async () => {
  const controller = new AbortController();
  const sent = sendForm(() => new Promise(() => undefined), 'http://service.example/', new URLSearchParams(), controller.signal);
  controller.abort(new Error('enough'));
  await expect(sent).rejects.toThrow('enough');
});
