import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { createClock } from '../../runtime/clock.js';
import { randomToken } from '../../runtime/system.js';
import { every } from '../../runtime/timer.js';
import { codeOf } from '../error-message.js';
import { once } from '../once.js';
import { isProcessAlive } from '../process-alive.js';
import { readJson } from '../read-json.js';
import { irregularity } from './real-path.js';

const holderSchema = once(() =>
  z.object({
    pid: z.int().positive(),
    host: z.string(),
    /** When the process started, as counted by Linux. A later process with the same id has another value. */
    start: z.string().optional(),
  }),
);

/** The process that holds a lock. */
export type LockHolder = z.output<ReturnType<typeof holderSchema>>;

/** A lock held by this process. */
export interface ProcessLock {
  /**
   * False once the lock file is found to be missing or owned by another process: that process may have written what the
   * lock protects, so this one must not write any more. If the folder is missing, for example on an unmounted disk, the lock is lost too.
   */
  isHeld(): boolean;
  /** Can be called twice. */
  release(): void;
}

export type LockAttempt = { readonly lock: ProcessLock } | { readonly holder: LockHolder | undefined };

const HEARTBEAT_MS = 10_000;
/** A process on another machine or in another container cannot be checked, so its lock is valid as long as it is renewed. */
const SILENCE_MS = 30_000;
/** Each round except the last removes a stale lock. */
const MAX_ROUNDS = 5;

/**
 * Creates a lock file, or returns its holder. A lock whose process was killed is taken over: on this machine, its id is
 * gone or, on Linux, belongs to a process with another start time; on another machine, it has not been renewed for 30 s.
 * Throws file system errors.
 */
export function takeLock(path: string): LockAttempt {
  const text = JSON.stringify({ pid: process.pid, host: hostname(), start: startOf(process.pid), token: randomToken() });
  let holder: LockHolder | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (create(path, text)) return { lock: hold(path, text) };
    const found = read(path);
    if (found === undefined) continue;
    holder = parseHolder(found);
    if (isHeld(path, holder)) return { holder };
    removeStale(path, found);
  }
  return { holder };
}

/** @example describeHolder({ pid: 4711, host: 'here' }) // process 4711 */
export function describeHolder(holder: LockHolder | undefined): string {
  if (holder === undefined) return 'another process';
  return holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
}

function hold(path: string, text: string): ProcessLock {
  let isLost = false;
  const isHeld = (): boolean => {
    isLost ||= existsSync(dirname(path)) && contentOf(path) !== text;
    return !isLost;
  };
  const stop = every(HEARTBEAT_MS, () => {
    if (isHeld()) renew(path, text);
  });
  return {
    isHeld,
    release: () => {
      stop();
      if (contentOf(path) === text) rmSync(path, { force: true });
    },
  };
}

/** False if there is one already. */
function create(path: string, text: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, text);
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Writes the same bytes in place. This updates the modification time, and readers never see half a lock. */
function renew(path: string, text: string): void {
  try {
    const file = openSync(path, 'r+');
    writeSync(file, text, 0);
    closeSync(file);
  } catch {
    // A full disk or a missing folder. Saving the state reports it.
  }
}

function contentOf(path: string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  const kind = irregularity(path);
  if (kind !== undefined) throw new Error(`${path} is ${kind}, not a lock file`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  // Not JSON: the process was killed between creating and writing the file, or has not written it yet.
  return holderSchema().safeParse(readJson(text)).data;
}

function isHeld(path: string, holder: LockHolder | undefined): boolean {
  if (holder === undefined || holder.host !== hostname()) return isRecent(path);
  const start = startOf(holder.pid);
  return isProcessAlive(holder.pid) && (start === undefined || start === holder.start);
}

function isRecent(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && createClock().now() - found.mtimeMs < SILENCE_MS;
}

/** The boot id and the ticks since boot, from proc(5). Undefined if there is no /proc or no such process. */
function startOf(pid: number): string | undefined {
  try {
    // The program name in brackets can itself contain spaces and brackets. The start time is the 20th field after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return undefined;
  }
}

/**
 * If several processes find the same stale lock, one of them moves it away. A process that moved away a new lock puts it back, unless
 * a third process has taken the lock in the meantime. The owner of the new lock then notices before it writes.
 */
function removeStale(path: string, found: string): void {
  // Processes in two containers can have the same id.
  const aside = `${path}.${randomToken()}.${process.pid}.tmp`;
  try {
    renameSync(path, aside);
    const moved = readFileSync(aside, 'utf8');
    if (moved !== found) create(path, moved);
    rmSync(aside, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
