import { connect } from 'node:net';
import type { Client, SFTPWrapper } from 'ssh2';
import { within } from '../../runtime/timer.js';
import type { CheckHostKey } from './check-host-key.js';
import { FeedError, type FeedLimits, type FeedSource } from './feed-source.js';

type Sftp = Extract<FeedSource, { kind: 'sftp' }>;

/** Reads a file by SFTP. Needs the optional package ssh2. Rejects with FeedError. */
export async function readSftpFeed(source: Sftp, checkHostKey: CheckHostKey, limits: FeedLimits): Promise<string> {
  const client = await createClient();
  // Our own socket: ssh2 does not let go of one whose end it has sent, and a server may keep its side open for ever.
  // Its small messages in turn would each wait 40 ms for an acknowledgement that the other side delays.
  const socket = connect({ host: source.host, port: source.port, noDelay: true });
  let hostKeyProblem: FeedError | undefined;
  const broken = firstFailure(client, limits.timeoutMs);
  const read = async (): Promise<string> => {
    await new Promise<void>((resolve) => {
      client.on('ready', resolve).connect({
        sock: socket,
        username: source.login,
        password: source.password,
        // The deadline covers the handshake too.
        readyTimeout: 0,
        hostVerifier: (key: Buffer) => {
          hostKeyProblem = checkHostKey(key);
          return hostKeyProblem === undefined;
        },
      });
    });
    const sftp = await openSftp(client, broken);
    return await readFile(sftp, source.filename, limits.bytes);
  };
  try {
    return await Promise.race([read(), broken.failure]);
  } catch (error) {
    if (hostKeyProblem !== undefined) throw hostKeyProblem;
    // ssh2 throws at once on what it cannot even try.
    throw error instanceof FeedError ? error : new FeedError('the SFTP server could not be reached');
  } finally {
    client.end();
    socket.destroy();
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

interface Breakage {
  /** Rejects with FeedError at the first thing that goes wrong, and never resolves. */
  readonly failure: Promise<never>;
  readonly fail: (problem: string) => void;
}

/**
 * The listeners stay for good: an 'error' that comes when the transfer is over (ssh2 reports each request that the end
 * of a connection leaves without an answer) would otherwise end the whole process.
 */
function firstFailure(client: Client, timeoutMs: number): Breakage {
  let fail: Breakage['fail'] = () => undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    fail = (problem) => reject(new FeedError(problem));
  });
  // Where nobody waits for it any more, it is no unhandled rejection.
  failure.catch(() => undefined);
  let isReady = false;
  client.on('ready', () => {
    isReady = true;
  });
  client.on('error', (error) => fail(describe(error, isReady)));
  client.on('close', () => fail('the SFTP server closed the connection'));
  // One deadline for the whole transfer: a server that trickles bytes is cut off too.
  AbortSignal.timeout(timeoutMs).addEventListener('abort', () =>
    fail(`the SFTP server did not deliver the file within ${timeoutMs / 1000} s`),
  );
  return { failure, fail };
}

function describe(error: Error & { level?: string; code?: unknown }, isReady: boolean): string {
  if (error.level === 'client-authentication') return 'the SFTP server refused login and password';
  if (isReady) return 'the SFTP server closed the connection';
  const code = error.level === 'client-socket' && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `the SFTP server could not be reached${code}`;
}

function openSftp(client: Client, { fail }: Breakage): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => {
      if (error) return reject(new FeedError('the SSH server does not support SFTP'));
      sftp.on('error', () => fail('the SFTP server sent invalid data'));
      sftp.on('close', () => fail('the SFTP server closed the connection'));
      resolve(sftp);
    });
  });
}

/** As large as most servers answer at once. */
const READ_BYTES = 32 * 1024;
/** The file is there by then: a server that does not answer the closing of it spoils nothing. */
const CLOSE_MS = 1000;

/** By single requests: ssh2's read stream has an 'error' of its own that comes after its end, when nobody can listen. */
async function readFile(sftp: SFTPWrapper, filename: string, mostBytes: number): Promise<string> {
  const handle = await request<Buffer>((done) => sftp.open(filename, 'r', done));
  if (!Buffer.isBuffer(handle)) throw new FeedError('the SFTP server sent invalid data');
  const decoder = new TextDecoder();
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let text = '';
  let bytes = 0;
  for (;;) {
    const count = await request<number>((done) => sftp.read(handle, buffer, 0, READ_BYTES, bytes, done));
    if (!(count > 0)) break;
    bytes += count;
    if (bytes > mostBytes) throw new FeedError(`the feed is larger than ${mostBytes} bytes`);
    text += decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  await within(new Promise<void>((resolve) => sftp.close(handle, () => resolve())), CLOSE_MS, undefined);
  return text + decoder.decode();
}

type Done<T> = (error: (Error & { code?: unknown }) | null | undefined, value: T) => void;

function request<T>(send: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, value) => (error ? reject(new FeedError(`${NO_FILE} (${whyNot(error.code)})`)) : resolve(value)));
  });
}

const NO_FILE = "the SFTP server did not deliver the file named in 'filename'";

/** Status codes of SFTP (draft-ietf-secsh-filexfer-02, 7). The server's own text is not repeated: it may hold anything. */
function whyNot(code: unknown): string {
  if (code === 2) return 'no such file';
  if (code === 3) return 'permission denied';
  return 'it cannot be read; it may be a folder';
}
