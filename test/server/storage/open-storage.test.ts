import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StateFileError } from '../../../src/server/storage/file/state-file-error.js';
import { kindOfState, openStorage } from '../../../src/server/storage/open-storage.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'expensify-emulator-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (state: string) => openStorage(state, { isOnDisk: false, onProblem: () => {} });

test('a path that ends with a slash is a folder, which is created, and used again', async () => {
  for (let start = 0; start < 2; start++) {
    const storage = await open(join(folder, 'kept/'));
    expect(readdirSync(join(folder, 'kept'))).toEqual(['state.json.lock']);
    await storage.abandon();
  }
});

test('a folder in a folder that does not exist is refused with what to do', async () => {
  await expect(open(join(folder, 'no/kept/'))).rejects.toThrow(/create the folder .*no first and make it writable \(ENOENT/);
});

test('a file is not taken for a folder', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(open(join(folder, 'file/'))).rejects.toThrow('of the state is a file. Choose a folder with --state.');
});

test.each(['mysql', 's3', 'db2', 'MySQL'])('a URL of %s is refused without its password', async (scheme) => {
  const message = `--state ${scheme}://… is not supported. Use a file, a folder, or the postgres:// URL of a database.`;
  await expect(open(`${scheme}://user:geheim@host/db`)).rejects.toThrow(new StateFileError(message));
});

test.each([
  ['postgres://a/b', 'database'],
  ['PostgreSQL://a/b', 'database'],
  ['postgres', 'file'],
  ['C:\\state.json', 'file'],
])('%j is a %s', (state, kind) => {
  expect(kindOfState(state)).toBe(kind);
});
