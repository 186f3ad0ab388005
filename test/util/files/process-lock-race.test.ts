import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { takeLock } from '../../../src/util/files/process-lock.js';

vi.mock('node:fs', async (importActual) => {
  const actual = await importActual<typeof import('node:fs')>();
  return { ...actual, renameSync: vi.fn(actual.renameSync) };
});

// Another file may have loaded the lock with the real file system, or may load it after this one.
let lock: { takeLock: typeof takeLock };
beforeAll(async () => {
  vi.resetModules();
  lock = await import('../../../src/util/files/process-lock.js');
});
afterAll(() => {
  vi.doUnmock('node:fs');
  vi.resetModules();
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
  path = join(folder, 'state.json.lock');
});
afterEach(() => {
  vi.mocked(renameSync).mockReset();
  rmSync(folder, { recursive: true });
});

const lockOf = (host: string): string => JSON.stringify({ pid: 1, host });
const stale = JSON.stringify({ pid: 0 });

/** Another process takes the stale lock just before this one moves it away, and `third` happens just after. */
async function raceWith(third: () => void): Promise<void> {
  const { renameSync: rename } = await vi.importActual<typeof import('node:fs')>('node:fs');
  vi.mocked(renameSync).mockImplementationOnce((from, to) => {
    writeFileSync(path, lockOf('second'));
    rename(from, to);
    third();
  });
  vi.mocked(renameSync).mockImplementation(rename);
}

async function takeStale(): Promise<unknown> {
  const { utimesSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
  writeFileSync(path, stale);
  utimesSync(path, 1, 1);
  return lock.takeLock(path);
}

test('a new lock that was moved away by mistake is restored', async () => {
  await raceWith(() => {});
  expect(await takeStale()).toEqual({ holder: { pid: 1, host: 'second' } });
  expect(readFileSync(path, 'utf8')).toBe(lockOf('second'));
  expect(readdirSync(folder)).toEqual(['state.json.lock']);
});

test('a lock that a third process took in the meantime is not replaced', async () => {
  await raceWith(() => writeFileSync(path, lockOf('third')));
  expect(await takeStale()).toEqual({ holder: { pid: 1, host: 'third' } });
  expect(readFileSync(path, 'utf8')).toBe(lockOf('third'));
  expect(readdirSync(folder)).toEqual(['state.json.lock']);
});
