import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { realPath } from './real-path.js';
import { removeIfThere } from './write-atomically.js';

/** A file that is written part by part and replaces the one at its path at the end. */
export interface PartialFile {
  write(text: string): Promise<void>;
  /** Syncs the parts to the disk. */
  finish(): Promise<void>;
  /** Replaces the file at the path. */
  replace(): Promise<void>;
  /** Drops the parts, also while a write is in progress. The file at the path is unchanged. */
  drop(): void;
}

let files = 0;

/**
 * `writeAtomically` for a long text: nothing waits for the disk. Only its owner can read the file. Throws file system errors.
 * @example const file = await openInParts('state.json'); await file.write('{'); …; await file.finish(); await file.replace();
 */
export async function openInParts(to: string): Promise<PartialFile> {
  const path = realPath(to);
  // Another name than those of writes that are in progress or about to be dropped. A leftover of a killed process is recognized as one.
  const temporary = `${path}.parts-${++files}.${process.pid}.tmp`;
  const file: FileHandle = await open(temporary, 'w', 0o600);
  return {
    write: (text) => file.writeFile(text),
    finish: async () => {
      await file.sync();
      await file.close();
    },
    replace: async () => {
      await rename(temporary, path);
      await syncFolder(dirname(path));
    },
    drop: () => {
      removeIfThere(temporary);
      file.close().catch(() => undefined);
    },
  };
}

/** Makes the rename durable. Some systems do not support it; the rename is still atomic there. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close().catch(() => undefined);
}
