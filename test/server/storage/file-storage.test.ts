import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStorage } from '../../../src/server/storage/file/file-storage.js';
import { filesNow, writeFiles } from '../../support/files-now.js';
import { describeStorage } from './suite.js';

for (const [name, isOnDisk] of [
  ['a storage in a file', false],
  ['a storage in a file that waits for the disk', true],
] as const) {
  const folders: string[] = [];
  const folder = (): string => folders.at(-1) ?? '';
  const begin = (): void => void folders.push(mkdtempSync(join(tmpdir(), 'expensify-emulator-')));

  describeStorage(name, {
    isShared: false,
    start: begin,
    open: () => openFileStorage(join(folder(), 'state.json'), { isOnDisk, onProblem: () => {} }),
    // The files are as they were, and what the killed process writes from now on is lost.
    kill: () => {
      const left = filesNow(folder());
      begin();
      writeFiles(folder(), left);
    },
    end: () => {
      for (const used of folders.splice(0)) rmSync(used, { recursive: true, force: true });
    },
  });
}
