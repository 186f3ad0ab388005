import { connect } from 'node:net';
import type { Client, SFTPWrapper } from 'ssh2';
import { within } from '../../runtime/timer.js';
import type { CheckHostKey } from './check-host-key.js';
import { FeedError, type SftpServer } from './feed-source.js';

export interface SftpOptions {
  readonly checkHostKey: CheckHostKey;
  /** Of the whole transfer. */
  readonly timeoutMs: number;
  /** What did not happen when it took longer: `did not deliver the file`. */
  readonly late: string;
}

/** Logs in, does the work, and lets go. Needs the optional package ssh2. Rejects with FeedError. */
export async function withSftp<T>(server: SftpServer, options: SftpOptions, work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
  const client = await createClient();
  // Our own socket: ssh2 does not let go of one whose end it has sent, and a server may keep its side open for ever.
  // Its small messages in turn would each wait 40 ms for an acknowledgement that the other side delays.
  const socket = connect({ host: server.host, port: server.port, noDelay: true });
  let hostKeyProblem: FeedError | undefined;
  const broken = firstFailure(client, options);
  const transfer = async (): Promise<T> => {
    await new Promise<void>((resolve) => {
      client.on('ready', resolve).connect({
        sock: socket,
        username: server.login,
        password: server.password,
        // The deadline covers the handshake too.
        readyTimeout: 0,
        hostVerifier: (key: Buffer) => {
          hostKeyProblem = options.checkHostKey(key);
          return hostKeyProblem === undefined;
        },
      });
    });
    return await work(await openSftp(client, broken));
  };
  try {
    return await Promise.race([transfer(), broken.failure]);
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
    throw new FeedError('SFTP needs the package ssh2: npm install ssh2');
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
function firstFailure(client: Client, { timeoutMs, late }: SftpOptions): Breakage {
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
  AbortSignal.timeout(timeoutMs).addEventListener('abort', () => fail(`the SFTP server ${late} within ${timeoutMs / 1000} s`));
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

type Done<T> = (error: (Error & { code?: unknown }) | null | undefined, value: T) => void;

/** One request of the protocol. `describeProblem` is given the status code that refused it. */
export function request<T>(describeProblem: (code: unknown) => string, send: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, value) => (error ? reject(new FeedError(describeProblem(error.code))) : resolve(value)));
  });
}

/** Opens a file, uses its handle and closes it. */
export async function withHandle<T>(
  sftp: SFTPWrapper,
  open: (done: Done<Buffer>) => void,
  describeProblem: (code: unknown) => string,
  use: (handle: Buffer) => Promise<T>,
): Promise<T> {
  const handle = await request(describeProblem, open);
  if (!Buffer.isBuffer(handle)) throw new FeedError('the SFTP server sent invalid data');
  const used = await use(handle);
  await within(new Promise<void>((resolve) => sftp.close(handle, () => resolve())), CLOSE_MS, undefined);
  return used;
}

/** Everything is transferred by then: a server that does not answer the closing of a file spoils nothing. */
const CLOSE_MS = 1000;
