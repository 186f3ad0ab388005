import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL of its own, on a free port, without a password. */
export interface TestPostgres {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>;
  query(sql: string, url?: string): Promise<Record<string, unknown>[]>;
  /** Ends it at once, as a crash does. */
  stop(): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Stops all of its programs, so connections stay open and nothing responds, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it, and removes all data. */
  remove(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs. Undefined if it is not installed. */
function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((left, right) => Number(right) - Number(left)) : [];
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** Why there is no PostgreSQL for tests. Undefined if there is one. */
export const noPostgres = findPrograms() === undefined ? 'PostgreSQL is not installed: apt-get install -y postgresql' : undefined;

if (noPostgres !== undefined) console.warn(`Skipped: ${noPostgres}`);

/** PostgreSQL refuses to run as root. Its Debian package has a user for it. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

export async function startPostgres(): Promise<TestPostgres> {
  const bin = findPrograms();
  if (bin === undefined) throw new Error(noPostgres);
  const folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-pg-'));
  const who = owner();
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'], {
    ...who,
    cwd: folder,
    stdio: 'ignore',
  });
  const port = await freePort();
  const base = `postgres://postgres@127.0.0.1:${port}`;
  let server: ReturnType<typeof spawn> | undefined;
  let databases = 0;

  async function query(sql: string, url = `${base}/postgres`): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    try {
      const { rows } = await client.query(sql);
      return rows;
    } finally {
      await client.end();
    }
  }

  async function start(): Promise<void> {
    const settings = ['fsync=off', 'max_connections=200', 'shared_buffers=32MB', `unix_socket_directories=${folder}`];
    const options = settings.flatMap((setting) => ['-c', setting]);
    server = spawn(join(bin ?? '', 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...options], {
      ...who,
      cwd: folder,
      stdio: 'ignore',
    });
    for (let tries = 0; ; tries++) {
      try {
        await query('SELECT 1');
        return;
      } catch (error) {
        if (tries > 200) throw error;
        await sleep(50);
      }
    }
  }

  async function stop(): Promise<void> {
    if (server === undefined || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    // SIGQUIT ends it without a checkpoint, as a crash does.
    server.kill('SIGQUIT');
    await ended;
  }

  await start();
  return {
    query,
    start,
    stop,
    pause: () => signalAll(server, 'SIGSTOP'),
    resume: () => signalAll(server, 'SIGCONT'),
    createDatabase: async () => {
      const name = `state${++databases}`;
      await query(`CREATE DATABASE ${name}`);
      return `${base}/${name}`;
    },
    remove: async () => {
      await stop();
      // Its worker processes may still write for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Each connection has a program of its own. */
function signalAll(server: ReturnType<typeof spawn> | undefined, signal: NodeJS.Signals): void {
  if (server?.pid === undefined) return;
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').split(' ');
  for (const pid of [server.pid, ...children.map(Number)]) if (pid > 0) process.kill(pid, signal);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
