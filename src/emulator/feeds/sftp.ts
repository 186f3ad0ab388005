import type { SFTPWrapper } from 'ssh2';
import type { CheckHostKey } from './check-host-key.js';
import { FeedError, type FeedLimits, type FeedSource } from './feed-source.js';
import { request, withHandle, withSftp } from './sftp-connection.js';

type Sftp = Extract<FeedSource, { kind: 'sftp' }>;

/** Reads a file by SFTP. Needs the optional package ssh2. Rejects with FeedError. */
export function readSftpFeed(source: Sftp, checkHostKey: CheckHostKey, { timeoutMs, bytes }: FeedLimits): Promise<string> {
  const options = { checkHostKey, timeoutMs, late: 'did not deliver the file' };
  return withSftp(source, options, (sftp) =>
    withHandle(
      sftp,
      (done) => sftp.open(source.filename, 'r', done),
      notDelivered,
      (handle) => readFile(sftp, handle, bytes),
    ),
  );
}

/** The largest block that most servers return at once. */
const READ_BYTES = 32 * 1024;

/** Uses single requests, because ssh2's read stream emits an 'error' after its end, when no listener is left. */
async function readFile(sftp: SFTPWrapper, handle: Buffer, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let text = '';
  let bytes = 0;
  for (;;) {
    const count = await request<number>(notDelivered, (done) => sftp.read(handle, buffer, 0, READ_BYTES, bytes, done));
    if (!(count > 0)) break;
    bytes += count;
    if (bytes > mostBytes) throw new FeedError(`the feed is larger than ${mostBytes} bytes`);
    text += decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  return text + decoder.decode();
}

/** Status codes of SFTP (draft-ietf-secsh-filexfer-02, 7). The server's own text is not repeated, because it may contain anything. */
function notDelivered(code: unknown): string {
  const reason = code === 2 ? 'no such file' : code === 3 ? 'permission denied' : 'it cannot be read; it may be a folder';
  return `the SFTP server did not deliver the file named in 'filename' (${reason})`;
}
