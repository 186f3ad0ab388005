import { createHash } from 'node:crypto';
import type { Advise } from '../advisories/advise.js';
import { FeedError, type SftpServer } from './feed-source.js';
import { writeHostEntry } from './host-entry.js';

/** Looks at the host key that a server shows; what it returns is why the key is refused. */
export type CheckHostKey = (key: Buffer) => FeedError | undefined;

/**
 * Without an expected key every key is taken, and an advisory says so with the entry that would check it: the password
 * goes to whoever shows the key.
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

/** As `ssh-keygen -lf` prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** A key begins with the length of its type in four bytes, and the type (RFC 4253, 6.6). */
function typeOf(key: Buffer): string {
  const length = key.length < 4 ? 0 : Math.min(key.readUInt32BE(0), MAX_TYPE_LENGTH);
  // The server wrote it, and it becomes part of an answer: nothing but what a type consists of.
  return key.toString('latin1', 4, 4 + length).replace(/[^\w@.-]/g, '');
}

const MAX_TYPE_LENGTH = 64;
