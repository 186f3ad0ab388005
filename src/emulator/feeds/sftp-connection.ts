import { connect } from 'node:net';
import type { Client, SFTPWrapper } from 'ssh2';
import { within } from '../../runtime/timer.js';
import type { CheckHostKey } from './check-host-key.js';
import { FeedError, type SftpServer } from './feed-source.js';

export interface SftpOptions {
  readonly checkHostKey: CheckHostKey;
  /** The limit for the whole transfer. */
  readonly timeoutMs: number;
  /** What the server failed to do if the time runs out: `did not deliver the file`. */
  readonly late: string;
}

/** Logs in, does the work and disconnects. Needs the optional package ssh2. Rejects with FeedError. */
export async function withSftp<T>(server: SftpServer, options: SftpOptions, work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
  const client = await createClient();
  // A socket of our own: ssh2 does not release a socket whose end it has sent, and a server may keep its side open forever.
  // Otherwise each small message would wait 40 ms for an acknowledgement that the other side delays.
  const socket = connect({ host: server.host, port: server.port, noDelay: true });
  let hostKeyProblem: FeedError | undefined;
  const broken = firstFailure(client, options);
  const transfer = async (): Promise<T> => {
    await new Promise<void>((resolve) => {
      client.on('ready', resolve).connect({
        sock: socket,
        username: server.login,
        password: server.password,
        // The deadline includes the handshake.
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
    // ssh2 throws at once for connections it can't even try.
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
    throw new FeedError('SFTP needs the package ssh2. Install it with: npm install ssh2');
  }
}

interface Breakage {
  /** Rejects with FeedError on the first failure, and never resolves. */
  readonly failure: Promise<never>;
  readonly fail: (problem: string) => void;
}

/**
 * The listeners are never removed: an 'error' event after the transfer (ssh2 reports each request that is still unanswered
 * when the connection ends) would otherwise end the whole process.
 */
function firstFailure(client: Client, { timeoutMs, late }: SftpOptions): Breakage {
  let fail: Breakage['fail'] = () => undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    fail = (problem) => reject(new FeedError(problem));
  });
  // The rejection must not count as unhandled when nothing waits for it any more.
  failure.catch(() => undefined);
  let isReady = false;
  client.on('ready', () => {
    isReady = true;
  });
  client.on('error', (error) => fail(describe(error, isReady)));
  client.on('close', () => fail('the SFTP server closed the connection'));
  // One deadline for the whole transfer also cuts off a server that sends its bytes very slowly.
  AbortSignal.timeout(timeoutMs).addEventListener('abort', () => fail(`the SFTP server ${late} within ${timeoutMs / 1000} s`));
  return { failure, fail };
}

function describe(error: Error & { level?: string; code?: unknown }, isReady: boolean): string {
  if (error.level === 'client-authentication') return 'the SFTP server rejected the login or the password';
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

/** One request of the protocol. `describeProblem` receives the status code of a failed request. */
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

/** Everything is already transferred, so it does not matter if the server does not confirm that the file was closed. */
const CLOSE_MS = 1000;
