import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { irregularity, realPath } from './real-path.js';

/**
 * Writes a file that only its owner can read: write, fsync, rename, so that a crash leaves either the old file or
 * the new one. A link stays, and its target is written. Throws file system errors.
 */
export function writeAtomically(to: string, text: string): void {
  const path = realPath(to);
  // Renaming a file over /dev/null or a named pipe would replace it for the whole machine.
  const kind = irregularity(path);
  // Opening a named pipe would block the whole process until there is a reader.
  if (kind === 'a named pipe') throw new Error(`${path} is a named pipe`);
  if (kind !== undefined) {
    writeFileSync(path, text);
    return;
  }
  const temporary = temporaryName(path);
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeAll(file, Buffer.from(text));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncDirectory(dirname(path));
  } catch (error) {
    removeIfThere(temporary);
    throw error;
  }
}

/** Files left by a killed write: `state.json.4711.tmp` next to `state.json`. */
export function isLeftover(name: string, of: string): boolean {
  return name.startsWith(`${of}.`) && /\.\d+\.tmp$/.test(name);
}

function temporaryName(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

export function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** Makes the rename durable. Some systems do not support it; the rename is still atomic there. */
export function syncDirectory(path: string): void {
  try {
    const directory = openSync(path, 'r');
    fsyncSync(directory);
    closeSync(directory);
  } catch {
    // Windows has no fsync of a directory.
  }
}

export function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never created or is already gone, so there is nothing to clean up.
  }
}
