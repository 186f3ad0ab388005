import type { IncomingMessage, RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { FEED_LIMITS, type FeedLimits, type FeedSource } from '../../../src/emulator/feeds/feed-source.js';
import { createFetchFeed } from '../../../src/emulator/feeds/fetch-feed.js';
import { cleanUpServed, closeServed, serve } from '../../support/serve.js';
import { until } from '../../support/until.js';

cleanUpServed();

const FEED = '[{"employeeEmail":"zoë@acme.example"}]';
const fetchFrom =
  (limits: Partial<FeedLimits> = {}) =>
  (source: FeedSource) =>
    createFetchFeed(['127.0.0.1'], { ...FEED_LIMITS, ...limits })(source, () => undefined);
const fetchLocal = fetchFrom();
const loginOf = (request: IncomingMessage): string =>
  Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
const serveLogin: RequestListener = (request, response) => response.end(loginOf(request));

test('downloads a feed with Basic auth', async () => {
  const url = await serve(serveLogin);
  expect(await fetchLocal({ kind: 'download', url, user: 'feéd', password: 'pa:ss' })).toBe('feéd:pa:ss');
});

test('accepts the credentials in the URL, percent-encoded or not', async () => {
  const url = (await serve(serveLogin)).replace('//', '//us%40er:100%@');
  expect(await fetchLocal({ kind: 'download', url })).toBe('us@er:100%');
});

test('sends no password for a feed that needs none', async () => {
  expect(
    await fetchLocal({ kind: 'download', url: await serve((request, response) => response.end(String(request.headers.authorization))) }),
  ).toBe('undefined');
});

test('joins a character that is split between two chunks', async () => {
  const bytes = Buffer.from(FEED);
  const cut = bytes.indexOf(Buffer.from('ë')) + 1;
  const url = await serve((_request, response) => {
    response.write(bytes.subarray(0, cut));
    setImmediate(() => response.end(bytes.subarray(cut)));
  });
  expect(await fetchLocal({ kind: 'download', url })).toBe(FEED);
});

test('a redirect within the origin keeps the credentials', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
    else response.end(loginOf(request));
  });
  expect(await fetchLocal({ kind: 'download', url: `${url.replace('//', '//me:secret@')}/old` })).toBe('me:secret');
});

test('a redirect to another origin drops the credentials', async () => {
  const other = await serve((request, response) => response.end(`came with [${loginOf(request)}]`));
  const url = await serve((_request, response) => response.writeHead(302, { location: other }).end());
  expect(await fetchLocal({ kind: 'download', url, user: 'me', password: 'secret' })).toBe('came with []');
});

test('does not follow a redirect to a host that is not allowed', async () => {
  const url = await serve((_request, response) => response.writeHead(302, { location: 'http://localhost:9/feed' }).end());
  await expect(fetchLocal({ kind: 'download', url })).rejects.toMatchObject({ refusedHost: 'localhost' });
});

test('does not follow a redirect to a file', async () => {
  const url = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
  await expect(fetchLocal({ kind: 'download', url })).rejects.toThrow('feedUrl is not an http or https URL');
});

test('stops at redirects in a circle', async () => {
  const url = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
  await expect(fetchLocal({ kind: 'download', url })).rejects.toThrow('redirected more than 5 times');
});

test.each([
  [401, 'returned HTTP 401'],
  [404, 'returned HTTP 404'],
  [500, 'returned HTTP 500'],
])('reports that the server returned %d', async (status, problem) => {
  const url = await serve((_request, response) => response.writeHead(status).end('no'));
  await expect(fetchLocal({ kind: 'download', url })).rejects.toThrow(problem);
});

test('refuses a feed over the limit while it is downloaded', async () => {
  const url = await serve((_request, response) => {
    const more = (): void => {
      while (response.write('x'.repeat(1000)));
    };
    response.on('drain', more);
    more();
  });
  const fetchSmall = fetchFrom({ bytes: 5000 });
  await expect(fetchSmall({ kind: 'download', url })).rejects.toThrow('the feed is larger than 5000 bytes');
});

test('gives up on a server whose response never ends', async () => {
  const url = await serve((_request, response) => response.write('['));
  const fetchQuick = fetchFrom({ timeoutMs: 50 });
  await expect(fetchQuick({ kind: 'download', url })).rejects.toThrow('the feed was not received within 0.05 s');
});

test('reports an unreachable server with the cause', async () => {
  const url = await serve(() => undefined);
  closeServed();
  await expect(fetchLocal({ kind: 'download', url })).rejects.toThrow(/could not be reached \(ECONNREFUSED\)/);
});

test('no message contains the password', async () => {
  const url = (await serve((_request, response) => response.writeHead(403).end())).replace('//', '//me:hunter2@');
  await expect(fetchLocal({ kind: 'download', url, password: 'hunter3' })).rejects.not.toThrow(/hunter/);
});

test('sends a password of a megabyte unchanged', async () => {
  const url = await serve((_request, response) => response.writeHead(431).end());
  await expect(fetchLocal({ kind: 'download', url, user: 'me', password: 'p'.repeat(1_000_000) })).rejects.toThrow(
    /returned HTTP 431|could not be reached/,
  );
});

test('downloads eight feeds at once, and the others after them', async () => {
  const waiting: (() => void)[] = [];
  const url = await serve((_request, response) => void waiting.push(() => response.end(FEED)));
  const fetchFeed = createFetchFeed(['127.0.0.1']);
  const feeds = Array.from({ length: 12 }, () => fetchFeed({ kind: 'download', url }, () => undefined));
  await until(() => waiting.length).toBe(8);
  for (let answered = 0; answered < 12; answered++) {
    await until(() => waiting.length).toBeGreaterThan(answered);
    // Each download that ends lets exactly one more begin.
    expect(waiting.length).toBeLessThanOrEqual(8 + answered);
    waiting[answered]?.();
  }
  expect(await Promise.all(feeds)).toEqual(Array.from({ length: 12 }, () => FEED));
});

test('a feed that fails lets the next one begin', async () => {
  const url = await serve((_request, response) => response.writeHead(500).end());
  const fetchFeed = createFetchFeed(['127.0.0.1']);
  const feeds = Array.from({ length: 20 }, () => fetchFeed({ kind: 'download', url }, () => undefined));
  const settled = await Promise.allSettled(feeds);
  expect(settled.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'));
});
