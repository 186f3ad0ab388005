import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StateFileError } from '../../../src/server/storage/file/state-file-error.js';
import { openStorage } from '../../../src/server/storage/open-storage.js';

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
  await expect(open(join(folder, 'no/kept/'))).rejects.toThrow(/create the folder that it is in first \(ENOENT/);
});

test('the URL of another database is refused without its password', async () => {
  const message = '--state mysql://… is not supported. Use a file, a folder, or the postgres:// URL of a database.';
  await expect(open('mysql://user:geheim@host/db')).rejects.toThrow(new StateFileError(message));
});
