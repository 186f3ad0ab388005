import { expect, test } from 'vitest';
import { createFetch } from '../../src/emulator/fetch-door.js';
import type { WireRequest, WireResponse } from '../../src/emulator/wire/message.js';

const OK: WireResponse = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'done' };
const ENDPOINT = 'http://emulator.example:81/path?x=1#part';

/** The request as the core gets it, with its body as text. */
async function received(input: string | Request, init?: RequestInit) {
  const requests: WireRequest[] = [];
  const response = await createFetch((request) => {
    requests.push(request);
    return OK;
  }, 1000)(input, init);
  expect(await response.text()).toBe('done');
  return requests.map(({ body, ...rest }) => ({ ...rest, body: new TextDecoder().decode(body) }));
}

const TEXT = 'text/plain;charset=UTF-8';

test.each<[string, RequestInit['body'], string | undefined, string]>([
  ['a text', 'a=ä', TEXT, 'a=ä'],
  ['a text with half a surrogate pair', 'a=\ud83d', TEXT, 'a=\ufffd'],
  ['parameters', new URLSearchParams({ a: 'ä b' }), 'application/x-www-form-urlencoded;charset=UTF-8', 'a=%C3%A4+b'],
  ['bytes', new TextEncoder().encode('a=ä'), undefined, 'a=ä'],
  ['a blob', new Blob(['a=ä'], { type: 'text/csv' }), 'text/csv', 'a=ä'],
  ['an empty text', '', TEXT, ''],
  ['nothing', null, undefined, ''],
])('passes on %s as fetch sends it', async (_, body, type, text) => {
  expect(await received(ENDPOINT, { method: 'post', body })).toEqual([
    {
      method: 'POST',
      url: '/path?x=1',
      headers: { host: 'emulator.example:81', ...(type !== undefined && { 'content-type': type }) },
      body: text,
    },
  ]);
});

test('the body of the second argument replaces that of a request', async () => {
  const request = new Request(ENDPOINT, { method: 'POST', body: 'first', headers: { 'content-type': 'a/b' } });
  expect(await received(request, { body: 'second' })).toMatchObject([{ body: 'second', headers: { 'content-type': 'a/b' } }]);
  expect(await received(request)).toMatchObject([{ body: 'first' }]);
});

test('a request that fetch refuses is refused', async () => {
  await expect(received(ENDPOINT, { method: 'GET', body: 'a' })).rejects.toThrow(TypeError);
  await expect(received('http://user:pw@emulator.example/')).rejects.toThrow(TypeError);
});

test.each([
  ['before the call', (controller: AbortController) => controller.abort(), () => undefined],
  ['right after the call', () => undefined, (controller: AbortController) => controller.abort()],
])('a request that is aborted %s is never handled', async (_, before, after) => {
  let handled = 0;
  const controller = new AbortController();
  before(controller);
  const answer = createFetch(() => {
    handled++;
    return OK;
  }, 1000)(ENDPOINT, { method: 'POST', body: 'a', signal: controller.signal });
  after(controller);
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  expect(handled).toBe(0);
});
