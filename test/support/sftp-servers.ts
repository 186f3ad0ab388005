import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SSHD = '/usr/sbin/sshd';
/** nss_wrapper gives one process an account with a known password without changing the machine's accounts. */
const WRAPPER = 'libnss_wrapper.so';
/** `right`, by crypt(3). */
const PASSWORD_HASH = '$6$feedsalt$fxLqh4pMTJIXQtsthmWZL9GtmdUIE.lONoJl0p9YVVsghMUU2pIG0k.Uwbn6v1oPwpjZpIXLfnhANy3qVkQfS0';

const python = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-W', 'ignore', '-c', 'import asyncssh'], { stdio: 'ignore' }).status === 0,
);
const hasWrapper = spawnSync('true', { env: { ...process.env, LD_PRELOAD: WRAPPER }, encoding: 'utf8' }).stderr === '';
const hasKeygen = existsSync('/usr/bin/ssh-keygen');

/** Missing programs. The tests that need them are skipped, and the reason is printed. */
export const missing = {
  // Only root can start sshd with a custom account.
  openssh: !existsSync(SSHD) || !hasKeygen || !hasWrapper || userInfo().uid !== 0,
  asyncssh: python === undefined || !hasKeygen,
};
if (missing.openssh)
  console.log("OpenSSH's SFTP server is not tested. As root, run apt-get install openssh-server openssh-client libnss-wrapper.");
if (missing.asyncssh) console.log("asyncssh's SFTP server is not tested. Run apt-get install python3-asyncssh openssh-client.");

/** A server that accepts the login `feed` with the password `right`. */
export interface SftpServer {
  readonly port: number;
  /** The folder of its files, as a client names it. */
  readonly folder: string;
  /** The output of `ssh-keygen -lf` for its host key. */
  readonly fingerprint: string;
  close(): Promise<void>;
}

function makeFolder(): { folder: string; hostKey: string; fingerprint: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sftp-'));
  const hostKey = join(folder, 'host-key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', hostKey]);
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', `${hostKey}.pub`], { encoding: 'utf8' }).split(' ');
  return { folder, hostKey, fingerprint };
}

/** An sshd process for each connection, as started by inetd, so there is no port to find and nothing to wait for. */
export async function startOpenSsh(): Promise<SftpServer> {
  const { folder, hostKey, fingerprint } = makeFolder();
  mkdirSync('/run/sshd', { recursive: true });
  const { uid, gid } = userInfo();
  const write = (name: string, line: string): string => {
    writeFileSync(join(folder, name), `${line}\n`);
    return join(folder, name);
  };
  const env = {
    LD_PRELOAD: WRAPPER,
    NSS_WRAPPER_PASSWD: write('passwd', `feed:x:${uid}:${gid}::${folder}:/bin/sh\nsshd:x:65533:65534::/run/sshd:/bin/false`),
    NSS_WRAPPER_SHADOW: write('shadow', `feed:${PASSWORD_HASH}:19000:0:99999:7:::`),
    NSS_WRAPPER_GROUP: write('group', `feed:x:${gid}:`),
  };
  const settings = ['UsePAM=no', 'PermitRootLogin=yes', 'PasswordAuthentication=yes', 'Subsystem=sftp internal-sftp'];
  const args = ['-i', '-f', '/dev/null', '-h', hostKey, ...settings.flatMap((setting) => ['-o', setting])];
  const processes = new Set<ReturnType<typeof spawn>>();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const child = spawn(SSHD, args, { env, stdio: [socket, socket, 'ignore'] });
    processes.add(child);
    child.once('exit', () => processes.delete(child));
    child.once('spawn', () => socket.destroy());
  });
  const port = await portOf(server);
  const close = async (): Promise<void> => {
    server.close();
    await Promise.all([...processes].map((child) => child.kill() && once(child, 'exit')));
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, folder, fingerprint, close };
}

export async function startAsyncssh(): Promise<SftpServer> {
  const { folder, hostKey, fingerprint } = makeFolder();
  const files = join(folder, 'files');
  mkdirSync(files);
  const script = fileURLToPath(new URL('sftp-server.py', import.meta.url));
  const child = spawn(python ?? 'python3', [script, files, hostKey], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { port: Number(line), folder: files, fingerprint, close };
}

/** A connection to a server that fails after the server has sent this many bytes: it is cut, or nothing passes any more. */
export async function failingWay(port: number, bytes: number, how: 'cut' | 'silent'): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(port, '127.0.0.1');
    let left = bytes;
    for (const socket of [client, target]) sockets.add(socket.on('error', () => undefined));
    client.pipe(target);
    target.on('data', (chunk: Buffer) => {
      client.write(chunk.subarray(0, Math.max(left, 0)));
      left -= chunk.length;
      if (left <= 0 && how === 'cut') for (const socket of [client, target]) socket.destroy();
    });
    client.on('close', () => target.destroy());
  });
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: await portOf(server), close };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
