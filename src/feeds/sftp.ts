import type { Client, SFTPWrapper } from 'ssh2';
import { FeedError, type FeedLimits, type FeedSource } from './feed-source.js';

type Sftp = Extract<FeedSource, { kind: 'sftp' }>;

/** Reads a file by SFTP. Needs the optional package ssh2. Rejects with FeedError. */
export async function readSftpFeed(source: Sftp, limits: FeedLimits): Promise<string> {
  const client = await createClient();
  // One deadline for the whole transfer: a server that trickles bytes is cut off too.
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  try {
    return await new Promise<string>((resolve, reject) => {
      const fail = (problem: string): void => reject(new FeedError(problem));
      deadline.addEventListener('abort', () => fail(`the SFTP server did not deliver within ${limits.timeoutMs / 1000} s`));
      client.on('error', (error) => fail(describe(error)));
      client.on('close', () => fail('the SFTP server closed the connection'));
      client.on('ready', () => {
        client.sftp((error, sftp) => {
          if (error) fail('the SFTP server offers no SFTP');
          else readFile(sftp, source.filename, limits.bytes).then(resolve, reject);
        });
      });
      client.connect({
        host: source.host,
        port: source.port,
        username: source.login,
        password: source.password,
        readyTimeout: limits.timeoutMs,
      });
    });
  } catch (error) {
    // ssh2 throws at once on what it cannot even try.
    throw error instanceof FeedError ? error : new FeedError('the SFTP server could not be reached');
  } finally {
    client.end();
    client.destroy();
  }
}

async function createClient(): Promise<Client> {
  try {
    const { default: ssh2 } = await import('ssh2');
    return new ssh2.Client();
  } catch {
    throw new FeedError('reading a feed by SFTP needs the package ssh2: npm install ssh2');
  }
}

async function readFile(sftp: SFTPWrapper, filename: string, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of sftp.createReadStream(filename)) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new FeedError(`the feed is larger than ${mostBytes} bytes`);
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError("the SFTP server does not give the file named in 'filename'");
  }
  return text + decoder.decode();
}

function describe(error: Error & { level?: string }): string {
  if (error.level === 'client-authentication') return 'the SFTP server refused login and password';
  return 'the SFTP server could not be reached';
}
