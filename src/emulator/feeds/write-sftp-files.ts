import type { SFTPWrapper } from 'ssh2';
import type { CheckHostKey } from './check-host-key.js';
import type { SftpServer } from './feed-source.js';
import { request, withHandle, withSftp } from './sftp-connection.js';

export interface UploadedFile {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Writes files to the home directory of an SFTP login. Needs the optional package ssh2. Rejects with FeedError. */
export function writeSftpFiles(
  server: SftpServer,
  files: readonly UploadedFile[],
  checkHostKey: CheckHostKey,
  timeoutMs: number,
): Promise<void> {
  return withSftp(server, { checkHostKey, timeoutMs, late: 'did not accept the files' }, async (sftp) => {
    for (const { name, content } of files) {
      const refused = (code: unknown): string => `the SFTP server did not accept ${name} (${whyNot(code)})`;
      await withHandle(
        sftp,
        (done) => sftp.open(name, 'w', done),
        refused,
        (handle) => writeFile(sftp, handle, content, refused),
      );
    }
  });
}

/** The block size that every server accepts. */
const WRITE_BYTES = 32 * 1024;

async function writeFile(sftp: SFTPWrapper, handle: Buffer, content: Uint8Array, refused: (code: unknown) => string): Promise<void> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  for (let start = 0; start < bytes.length; start += WRITE_BYTES) {
    const length = Math.min(WRITE_BYTES, bytes.length - start);
    await request<unknown>(refused, (done) => sftp.write(handle, bytes, start, length, start, (error) => done(error, undefined)));
  }
}

/** Status codes of SFTP (draft-ietf-secsh-filexfer-02, 7). */
function whyNot(code: unknown): string {
  if (code === 2) return 'no such folder';
  return code === 3 ? 'permission denied' : 'it cannot be written';
}
