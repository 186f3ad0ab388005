import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { createClock } from '../../runtime/clock.js';
import { randomToken } from '../../runtime/system.js';
import { every } from '../../runtime/timer.js';
import { codeOf } from '../error-message.js';
import { readJson } from '../read-json.js';
import { irregularity } from './real-path.js';

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** When the process started, as Linux counts it: a process that got the same id later has another one. */
  start: z.string().optional(),
});

/** The process that holds a lock. */
export type LockHolder = z.output<typeof holderSchema>;

/** A lock that this process holds. */
export interface ProcessLock {
  /**
   * False from the moment the lock file was found to be gone or another's: then another process may have written what the
   * lock keeps, and this one must not write any more. A lock whose folder is away, as with a disk, is away with it.
   */
  isHeld(): boolean;
  /** May be called twice. */
  release(): void;
}

export type LockAttempt = { readonly lock: ProcessLock } | { readonly holder: LockHolder | undefined };

const HEARTBEAT_MS = 10_000;
/** Nobody can ask another machine, or another container, whether a process lives: its lock counts for as long as it is renewed. */
const SILENCE_MS = 30_000;
/** Each round but the last removes a lock that was left behind. */
const MAX_ROUNDS = 5;

/**
 * Makes a lock file, or says who holds it. A lock whose process was killed is taken over: on this machine its id is
 * gone or, on Linux, belongs to a process with another start; on another machine it has not been renewed for 30 s.
 * Throws what the file system says.
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

/** False when there is one already. */
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

/** Writes the same bytes in place, which moves the time of change and at no moment shows a reader half a lock. */
function renew(path: string, text: string): void {
  try {
    const file = openSync(path, 'r+');
    writeSync(file, text, 0);
    closeSync(file);
  } catch {
    // A full disk or a vanished folder: whoever keeps the state says so.
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
  // No JSON: killed between making the file and writing it, or not yet written.
  return holderSchema.safeParse(readJson(text)).data;
}

function isHeld(path: string, holder: LockHolder | undefined): boolean {
  if (holder === undefined || holder.host !== hostname()) return isRecent(path);
  const start = startOf(holder.pid);
  return isAlive(holder.pid) && (start === undefined || start === holder.start);
}

function isRecent(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && createClock().now() - found.mtimeMs < SILENCE_MS;
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 asks only whether the process is there.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

/** The boot and the ticks since then, from proc(5); undefined where there is no /proc or no such process. */
function startOf(pid: number): string | undefined {
  try {
    // The name of the program, in brackets, may itself hold spaces and brackets; the start is the 20th field after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return undefined;
  }
}

/**
 * Of several that find the same lock left behind, one moves it away. Who moved away another's new lock puts it back, unless
 * a third has taken the lock meanwhile: then the other finds out before it writes.
 */
function removeStale(path: string, found: string): void {
  // In two containers two processes may have the same id.
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
