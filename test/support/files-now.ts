import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../src/util/error-message.js';

type Files = readonly (readonly [name: string, bytes: Buffer])[];

const MAX_TRIES = 1000;

/**
 * The files of a folder as a kill would leave them at this moment. The lock of a killed process counts for nothing. Another thread may
 * rename or write a file meanwhile, and then all of them are read again.
 */
export function filesNow(folder: string): Files {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      const before = listOf(folder);
      const files = before.map(([name]) => [name, readFileSync(join(folder, name))] as const);
      if (JSON.stringify(listOf(folder)) === JSON.stringify(before)) return files;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  throw new Error(`The files in ${folder} change all the time.`);
}

function listOf(folder: string): [name: string, ino: number, size: number, changed: number][] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.lock'))
    .map((name) => {
      const { ino, size, mtimeMs } = statSync(join(folder, name));
      return [name, ino, size, mtimeMs];
    });
}

/** Writes files into another folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}
