import { createHash } from 'node:crypto';
import type { Advise } from '../advisories/advise.js';
import { FeedError, type SftpServer } from './feed-source.js';
import { writeHostEntry } from './host-entry.js';

/** Checks the host key of a server. Returns an error if the key is refused. */
export type CheckHostKey = (key: Buffer) => FeedError | undefined;

/**
 * Without an expected key, every key is accepted, and an advisory says so and names the entry that would check the key:
 * the password goes to any server that answers.
 */
export function createHostKeyCheck(
  { host, port }: Pick<SftpServer, 'host' | 'port'>,
  expected: readonly string[],
  advise: Advise,
): CheckHostKey {
  return (key) => {
    const hostKey = fingerprintOf(key);
    if (expected.includes(hostKey)) return undefined;
    const entry = writeHostEntry({ host, port, hostKey });
    if (expected.length > 0) {
      return new FeedError(
        `the SFTP server's host key (${typeOf(key)}) is not the expected one, so no password was sent; if this is the right server, start with --allow-host ${entry}`,
      );
    }
    advise('host-key-unchecked', entry);
    return undefined;
  };
}

/** The format that `ssh-keygen -lf` prints. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** A key begins with the length of its type in four bytes, followed by the type (RFC 4253, 6.6). */
function typeOf(key: Buffer): string {
  const length = key.length < 4 ? 0 : Math.min(key.readUInt32BE(0), MAX_TYPE_LENGTH);
  // The server sent the type, and it becomes part of a response, so only the characters of valid types are kept.
  return key.toString('latin1', 4, 4 + length).replace(/[^\w@.-]/g, '');
}

const MAX_TYPE_LENGTH = 64;
