import { createAllowedHosts } from './allowed-hosts.js';
import { downloadFeed } from './download.js';
import { FEED_LIMITS, type FeedLimits, type FetchFeed } from './feed-source.js';

/**
 * Fetches feeds from the allowed hosts, by HTTP or SFTP. SFTP loads the optional package ssh2 when first used. Throws
 * HostError.
 */
export function createFetchFeed(allowHosts: readonly string[], limits: FeedLimits = FEED_LIMITS): FetchFeed {
  const hosts = createAllowedHosts(allowHosts);
  const inTurn = createTurns(MAX_AT_ONCE);
  return async (source, advise) => {
    if (source.kind === 'download') return inTurn(() => downloadFeed(source, hosts.assertHttp, limits));
    const hostKeys = hosts.sftpHostKeys(source.host, source.port);
    const [{ readSftpFeed }, { createHostKeyCheck }] = await Promise.all([import('./sftp.js'), import('./check-host-key.js')]);
    return inTurn(() => readSftpFeed(source, createHostKeyCheck(source, hostKeys, advise), limits));
  };
}

/** A small request brings a large feed, so feeds are bounded apart from the bodies of requests. */
const MAX_AT_ONCE = 8;

/** Runs so many tasks at once; others wait in the order in which they came. */
function createTurns(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < most) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
