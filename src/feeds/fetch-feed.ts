import { createAllowedHosts } from './allowed-hosts.js';
import { downloadFeed } from './download.js';
import { FEED_LIMITS, type FeedLimits, type FetchFeed } from './feed-source.js';

/** Fetches feeds from the allowed hosts, by HTTP or SFTP. SFTP loads the optional package ssh2 when first used. */
export function createFetchFeed(allowHosts: readonly string[], limits: FeedLimits = FEED_LIMITS): FetchFeed {
  const assertAllowed = createAllowedHosts(allowHosts);
  return async (source) => {
    if (source.kind === 'download') return downloadFeed(source, assertAllowed, limits);
    assertAllowed(source.host, source.port);
    const { readSftpFeed } = await import('./sftp.js');
    return readSftpFeed(source, limits);
  };
}
