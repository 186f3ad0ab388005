import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeHolder, type ProcessLock, takeLock } from '../../../src/util/files/process-lock.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  path = join(folder, 'state.json.lock');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function take(): ProcessLock {
  const attempt = takeLock(path);
  if ('lock' in attempt) return attempt.lock;
  throw new Error(`held by ${describeHolder(attempt.holder)}`);
}

/** A process that certainly no longer exists. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('a lock is held until it is released, and the next process learns who holds it', () => {
  const lock = take();
  expect(() => take()).toThrow(`held by process ${process.pid}`);
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
  take().release();
  lock.release();
});

test('releasing a lock does not remove it if another process has taken it', () => {
  const lock = take();
  writeFileSync(path, 'another');
  lock.release();
  expect(readFileSync(path, 'utf8')).toBe('another');
});

test.each([
  ['another process has', () => writeFileSync(path, 'another')],
  ['was removed', () => rmSync(path)],
])('a lock that %s is lost for good, because another process may have written in the meantime', (_what, lose) => {
  const lock = take();
  const text = readFileSync(path, 'utf8');
  expect(lock.isHeld()).toBe(true);
  lose();
  expect(lock.isHeld()).toBe(false);
  writeFileSync(path, text);
  expect(lock.isHeld()).toBe(false);
});

test('the lock of a killed process is taken over', () => {
  writeFileSync(path, JSON.stringify({ pid: deadPid(), host: hostname() }));
  take().release();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform !== 'linux')('the lock of a killed process is taken over even if another process has its id', () => {
  writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), start: 'another-boot:1' }));
  take().release();
  // A container's first process has the same id each time.
  writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), start: 'another-boot:1' }));
  take().release();
});

test('a lock of a living process is valid at any age', () => {
  take();
  utimesSync(path, 1, 1);
  expect(() => take()).toThrow('held by');
});

test.each([
  ['of another machine', { pid: 1, host: 'elsewhere' }, 'process 1 on elsewhere'],
  ['that is still empty', {}, 'another process'],
])('a lock %s is valid while it is renewed', (_name, content, holder) => {
  writeFileSync(path, JSON.stringify(content));
  expect(() => take()).toThrow(`held by ${holder}`);
  utimesSync(path, 1, 1);
  take().release();
});

test('the holder renews only its own lock', () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  take();
  const text = readFileSync(path, 'utf8');
  utimesSync(path, 1, 1);
  vi.advanceTimersByTime(10_000);
  expect(readFileSync(path, 'utf8')).toBe(text);
  writeFileSync(path, JSON.stringify({ pid: 1, host: hostname() === 'elsewhere' ? 'here' : 'elsewhere' }));
  vi.advanceTimersByTime(10_000);
  expect(readFileSync(path, 'utf8')).toContain('"pid":1');
  rmSync(path);
  vi.advanceTimersByTime(10_000);
  expect(existsSync(path)).toBe(false);
});
