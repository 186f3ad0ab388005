import type { AllowedHosts } from './allowed-hosts.js';
import { FeedError, type FeedLimits, type FeedSource } from './feed-source.js';

type Download = Extract<FeedSource, { kind: 'download' }>;

/**
 * Downloads a feed by HTTP with Basic auth. Follows redirects only to allowed hosts, and sends the password only
 * to the first origin. Rejects with FeedError.
 */
export async function downloadFeed(source: Download, assertAllowed: AllowedHosts['assertHttp'], limits: FeedLimits): Promise<string> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const first = parseUrl(source.url);
  let url = withoutPair(first);
  try {
    // fetch refuses a URL with credentials, so they are moved to the header, where feedUser would be.
    const login = authorization(source, first);
    for (let hop = 0; hop <= limits.redirects; hop++) {
      assertAllowed(url.hostname.replace(/^\[|\]$/g, ''), portOf(url));
      const response = await fetch(url, { redirect: 'manual', signal, headers: url.origin === first.origin ? login : {} });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        url = withoutPair(parseUrl(location, url));
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new FeedError(`the feed's server returned HTTP ${response.status}`);
      }
      return await readBounded(response, limits.bytes);
    }
  } catch (error) {
    throw toFeedError(error, limits);
  }
  throw new FeedError(`the feed's server redirected more than ${limits.redirects} times`);
}

function parseUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new FeedError('feedUrl is not an http or https URL');
  return url;
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function authorization(source: Download, url: URL): Record<string, string> {
  const user = source.user ?? percentDecoded(url.username);
  const password = source.password ?? percentDecoded(url.password);
  if (user === '' && password === '') return {};
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { authorization: `Basic ${btoa(binary)}` };
}

function withoutPair(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

/** A lone `%` stands for itself, as in every browser. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function readBounded(response: Response, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new FeedError(`the feed is larger than ${mostBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function toFeedError(error: unknown, limits: FeedLimits): FeedError {
  if (error instanceof FeedError) return error;
  if (error instanceof Error && error.name === 'TimeoutError')
    return new FeedError(`the feed was not received within ${limits.timeoutMs / 1000} s`);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new FeedError(`the feed's server could not be reached${code}`);
}
