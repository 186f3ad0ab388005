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

test.each<[string, RequestInit]>([
  ['headers as an object', { headers: { 'Content-Type': 'a/b', 'X-One': ' 1 ' } }],
  [
    'headers as pairs, one of them twice',
    {
      headers: [
        ['x-one', '1'],
        ['X-One', '2'],
        ['content-type', 'a/b'],
      ],
    },
  ],
  ['Headers', { headers: new Headers({ accept: 'text/csv' }) }],
  ['no headers', {}],
])('passes on a POST of a text with %s as that of a Request', async (_, { headers }) => {
  for (const body of ['a=1', new URLSearchParams({ a: '1' })]) {
    const init = { method: 'POST', body, ...(headers !== undefined && { headers }) };
    expect(await received(ENDPOINT, init)).toEqual(await received(new Request(ENDPOINT, init)));
  }
});

test.each<[string, string, RequestInit]>([
  ['a relative URL', '/path', {}],
  ['a URL with a password', 'http://user:pw@emulator.example/', {}],
  ['an invalid header', ENDPOINT, { headers: { 'x y': '1' } }],
])('a POST with %s is refused', async (_, url, init) => {
  for (let times = 0; times < 2; times++) await expect(received(url, { method: 'POST', body: 'a', ...init })).rejects.toThrow(TypeError);
});

test('many different URLs are all handled', async () => {
  const paths = Array.from({ length: 40 }, (_, index) => `/${index % 20}`);
  for (const path of paths) {
    expect(await received(`http://emulator.example${path}`, { method: 'POST', body: 'a' })).toMatchObject([{ url: path }]);
  }
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
