import { createAllowedHosts } from './allowed-hosts.js';
import { downloadFeed } from './download.js';
import { FEED_LIMITS, type FeedLimits, type FetchFeed } from './feed-source.js';
import { createTurns, MAX_TRANSFERS_AT_ONCE } from './turns.js';

/**
 * Downloads feeds from the allowed hosts, by HTTP or SFTP. The optional package ssh2 is loaded when SFTP is first used. Throws
 * HostError.
 */
export function createFetchFeed(allowHosts: readonly string[], limits: FeedLimits = FEED_LIMITS): FetchFeed {
  const hosts = createAllowedHosts(allowHosts);
  const inTurn = createTurns(MAX_TRANSFERS_AT_ONCE);
  return async (source, advise) => {
    if (source.kind === 'download') return inTurn(() => downloadFeed(source, hosts.assertHttp, limits));
    const hostKeys = hosts.sftpHostKeys(source.host, source.port);
    const [{ readSftpFeed }, { createHostKeyCheck }] = await Promise.all([import('./sftp.js'), import('./check-host-key.js')]);
    return inTurn(() => readSftpFeed(source, createHostKeyCheck(source, hostKeys, advise), limits));
  };
}
