import { FeedError } from './feed-source.js';

export type AssertAllowed = (hostname: string, port: number) => void;

/**
 * No host is contacted unless the user named it, as `host` (any port) or `host:port`.
 * @example createAllowedHosts(['feeds.example:8443'])('feeds.example', 8443)
 */
export function createAllowedHosts(allowed: readonly string[]): AssertAllowed {
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  return (hostname, port) => {
    const host = hostname.toLowerCase();
    if (names.has(host) || names.has(`${host}:${port}`)) return;
    throw new FeedError(`the emulator contacts no host it was not told to; start it with --allow-host ${host}`, host);
  };
}
