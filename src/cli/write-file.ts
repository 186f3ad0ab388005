import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** Throws UsageError if the file can't be written. */
export function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`Can't write ${path}: ${messageOf(error)}.`);
  }
}

/** Throws UsageError if an output, by its option, would replace the file that is read. */
export function assertOwnFiles(file: string, outputs: Readonly<Record<string, string | undefined>>): void {
  for (const [flag, path] of Object.entries(outputs)) {
    if (path !== undefined && resolve(path) === resolve(file))
      throw new UsageError(`${flag} would overwrite ${file}. Choose another file.`);
  }
}
