import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs. Undefined if it is not installed. */
function findPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((left, right) => Number(right) - Number(left)) : [];
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** Why there is no PostgreSQL. Undefined if there is one. */
export const noPostgres = findPrograms() === undefined ? 'PostgreSQL is not installed: apt-get install -y postgresql' : undefined;

const SETTINGS = ['max_connections=200', 'shared_buffers=32MB'];

/** Starts a PostgreSQL of its own, on a free port, without a password. Without `isDurable`, it does not wait for the disk. */
export async function startPostgres({ isDurable = false } = {}) {
  const bin = findPrograms();
  if (bin === undefined) throw new Error(noPostgres);
  const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-pg-'));
  const who = owner();
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const own = { ...who, cwd: folder, stdio: 'ignore' };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'], own);
  const port = await freePort();
  const settings = [...SETTINGS, `fsync=${isDurable ? 'on' : 'off'}`, 'unix_socket_directories='];
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])];
  return operate(() => spawn(join(bin, 'postgres'), options, own), `postgres://postgres@127.0.0.1:${port}`, folder);
}

/** PostgreSQL refuses to run as root. Its Debian package has a user for it. */
function owner() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function operate(run, base, folder) {
  let server;
  let databases = 0;
  const start = async () => {
    server = run();
    await untilReady(`${base}/postgres`);
  };
  const stop = async () => {
    if (server === undefined || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    // SIGQUIT ends it without a checkpoint, as a crash does.
    server.kill('SIGQUIT');
    await ended;
  };
  await start();
  return {
    start,
    stop,
    query: (sql, url = `${base}/postgres`) => query(url, sql),
    pause: () => signalAll(server, 'SIGSTOP'),
    resume: () => signalAll(server, 'SIGCONT'),
    createDatabase: async () => {
      const name = `state${++databases}`;
      await query(`${base}/postgres`, `CREATE DATABASE ${name}`);
      return `${base}/${name}`;
    },
    remove: async () => {
      await stop();
      // Its worker processes may still write for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

async function query(url, sql) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilReady(url) {
  for (let tries = 0; ; tries++) {
    try {
      return await query(url, 'SELECT 1');
    } catch (error) {
      if (tries > 200) throw error;
      await sleep(50);
    }
  }
}

/** Each connection has a program of its own. */
function signalAll(server, signal) {
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').split(' ');
  for (const pid of [server.pid, ...children.map(Number)]) if (pid > 0) process.kill(pid, signal);
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
