import { createAllowedHosts } from './allowed-hosts.js';
import { FEED_LIMITS, FeedError, type SftpServer } from './feed-source.js';
import { createTurns, MAX_TRANSFERS_AT_ONCE } from './turns.js';
import type { UploadedFile } from './write-sftp-files.js';

/** File uploads. Only contacts hosts that the user has allowed. */
export interface Uploads {
  /** The host to pass to --allow-host, if no entry allows it. */
  refusedHost(server: SftpServer): string | undefined;
  /** Writes files to the home directory of the login. May resolve with a remark. Rejects with FeedError. */
  send(server: SftpServer, files: readonly UploadedFile[]): Promise<string | undefined>;
}

/** For all files that wait for their server. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Uploads to the allowed hosts. The optional package ssh2 is loaded when SFTP is first used. Throws HostError. */
export function createUploads(allowHosts: readonly string[], timeoutMs: number = FEED_LIMITS.timeoutMs): Uploads {
  const hosts = createAllowedHosts(allowHosts);
  const inTurn = createTurns(MAX_TRANSFERS_AT_ONCE);
  let waitingBytes = 0;
  return {
    refusedHost: ({ host, port }) => {
      try {
        hosts.sftpHostKeys(host, port);
        return undefined;
      } catch (error) {
        return error instanceof FeedError ? error.refusedHost : undefined;
      }
    },
    send: async (server, files) => {
      const hostKeys = hosts.sftpHostKeys(server.host, server.port);
      const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
      if (waitingBytes + bytes > MAX_WAITING_BYTES) throw new FeedError('too many files are already waiting for an SFTP server');
      waitingBytes += bytes;
      try {
        const [{ writeSftpFiles }, { createHostKeyCheck }] = await Promise.all([
          import('./write-sftp-files.js'),
          import('./check-host-key.js'),
        ]);
        let unchecked: string | undefined;
        const check = createHostKeyCheck(server, hostKeys, (_code, entry) => {
          unchecked = entry;
        });
        await inTurn(() => writeSftpFiles(server, files, check, timeoutMs));
        return unchecked && `the server's host key was not checked; to check it, start with --allow-host ${unchecked}`;
      } finally {
        waitingBytes -= bytes;
      }
    },
  };
}
