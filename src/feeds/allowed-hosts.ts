import { shownURL } from '../text/shown-url.js';
import { FeedError } from './feed-source.js';

export type AssertAllowed = (hostname: string, port: number) => void;

/**
 * No host is contacted unless the user named it, as `host` (any port) or `host:port`.
 * Throws HostError on what can be no host.
 * @example createAllowedHosts(['feeds.example:8443'])('feeds.example', 8443)
 */
export function createAllowedHosts(allowed: readonly string[]): AssertAllowed {
  const names = new Set(allowed.map(readHost));
  return (hostname, port) => {
    const host = hostname.toLowerCase();
    if (names.has(host) || names.has(`${host}:${port}`)) return;
    throw new FeedError(`the emulator contacts no host it was not told to; start it with --allow-host ${host}`, host);
  };
}

/** A host that can be none, as it was given to `--allow-host`. */
export class HostError extends Error {
  override readonly name = 'HostError';
}

const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$|^[0-9a-f:]*:[0-9a-f:.]+$/;

/** Without the brackets of an IPv6 address. A URL or a `*` would match nothing, and nobody would know why. */
function readHost(written: string): string {
  const host = written.toLowerCase();
  if (HOST.test(host)) return host.replace(/[[\]]/g, '');
  const likely = URL.canParse(written) ? new URL(written).host : '';
  throw new HostError(
    `--allow-host: '${shownURL(written)}' is no host: write ${likely || 'feeds.example'} or ${likely.replace(/:\d+$/, '') || 'feeds.example'}:8443.`,
  );
}
