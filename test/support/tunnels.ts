import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const NGINX = '/usr/sbin/nginx';
const SSHD = '/usr/sbin/sshd';

/** Missing programs. The tests that need them are skipped with a message. */
export const missing = {
  nginx: !existsSync(NGINX),
  // Only root can create /run/sshd, and sshd refuses locked accounts, such as those of services.
  ssh: !existsSync(SSHD) || !existsSync('/usr/bin/ssh') || process.getuid?.() !== 0,
};
if (missing.nginx) console.log('No reverse proxy is tested. Run apt-get install nginx-light.');
if (missing.ssh) console.log('ssh -R is not tested. As root, run apt-get install openssh-server openssh-client.');

export interface Tunnel {
  /** The address of the other end. */
  readonly url: string;
  close(): void;
}

/** Starts nginx with this configuration of its `http` block, and everything that it writes in a folder of its own. */
export async function startNginx(http: string, url: string): Promise<Tunnel> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
  const own = `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;`;
  writeFileSync(join(folder, 'nginx.conf'), `${own}\nevents {}\nhttp { access_log off; ${paths} client_max_body_size 0;\n${http}\n}`);
  const child = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  await answering(url);
  return { url, close: () => end([child], folder) };
}

/** A free port, for programs that cannot pick one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** nginx in front of a server, like the edge of a tunnel. It passes the public name as Host. */
export async function throughNginx(target: string, publicName: string): Promise<Tunnel> {
  const port = await freePort();
  const server = `server { listen 127.0.0.1:${port};
    location / { proxy_pass ${target}; proxy_http_version 1.1; proxy_set_header Host ${publicName}; proxy_set_header X-Forwarded-For 203.0.113.7; } }`;
  return startNginx(server, `http://127.0.0.1:${port}`);
}

/** `ssh -R` to a real sshd on this machine: its end listens and forwards connections to the target. */
export async function throughSsh(target: string): Promise<Tunnel> {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-'));
  const [sshPort, remotePort] = [await freePort(), await freePort()];
  mkdirSync('/run/sshd', { recursive: true });
  for (const name of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  writeFileSync(join(folder, 'authorized'), readFileSync(join(folder, 'user.pub')));
  chmodSync(join(folder, 'authorized'), 0o600);
  const settings = {
    AuthorizedKeysFile: join(folder, 'authorized'),
    StrictModes: 'no',
    UsePAM: 'no',
    PidFile: 'none',
    PermitRootLogin: 'yes',
    ListenAddress: '127.0.0.1',
  };
  const serverOptions = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const server = spawn(SSHD, ['-D', '-f', '/dev/null', '-h', join(folder, 'host'), '-p', String(sshPort), ...serverOptions], {
    stdio: 'ignore',
  });
  const clientOptions = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'ExitOnForwardFailure=yes',
    'ConnectionAttempts=20',
  ].flatMap((option) => ['-o', option]);
  const { host } = new URL(target);
  const args = [
    '-N',
    '-i',
    join(folder, 'user'),
    '-p',
    String(sshPort),
    ...clientOptions,
    '-R',
    `127.0.0.1:${remotePort}:${host}`,
    '127.0.0.1',
  ];
  const client = spawn('/usr/bin/ssh', args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${remotePort}`;
  await answering(url);
  return { url, close: () => end([client, server], folder) };
}

/** Neither program says when it is ready. */
async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const isThere = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(50);
  }
  throw new Error(`Nothing responds at ${url}.`);
}

function end(children: readonly ChildProcess[], folder: string): void {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
