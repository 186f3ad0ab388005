import { FeedError } from './feed-source.js';
import { normalizeHost, readHostEntry } from './host-entry.js';

/** Only contacts hosts that the user has allowed. */
export interface AllowedHosts {
  /** Throws FeedError if no entry allows HTTP downloads from this host. */
  assertHttp(hostname: string, port: number): void;
  /** The host keys that the SFTP server may have, as `SHA256:…`; an empty list allows any. Throws FeedError if no entry allows the host. */
  sftpHostKeys(hostname: string, port: number): readonly string[];
}

/**
 * Reads the entries of `--allow-host`. Throws HostError.
 * @example createAllowedHosts(['feeds.example:8443']).assertHttp('feeds.example', 8443)
 */
export function createAllowedHosts(allowed: readonly string[]): AllowedHosts {
  const entries = allowed.map(readHostEntry);
  const entriesOf = (hostname: string, port: number) => {
    const host = normalizeHost(hostname);
    return entries.filter((entry) => entry.host === host && (entry.port ?? port) === port);
  };
  return {
    assertHttp: (hostname, port) => {
      if (!entriesOf(hostname, port).some(({ hostKey }) => hostKey === undefined)) throw refusal(hostname);
    },
    sftpHostKeys: (hostname, port) => {
      const named = entriesOf(hostname, port);
      if (named.length === 0) throw refusal(hostname);
      return named.flatMap(({ hostKey }) => (hostKey === undefined ? [] : [hostKey]));
    },
  };
}

function refusal(hostname: string): FeedError {
  const host = normalizeHost(hostname);
  return new FeedError(`the emulator only contacts allowed hosts; start it with --allow-host ${host}`, host);
}
