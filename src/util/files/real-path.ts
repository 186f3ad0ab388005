import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf } from '../error-message.js';

/**
 * The file that a path refers to. Links are followed, even if the target does not exist yet, as opening the path for writing
 * would do. A path that does not exist is returned unchanged.
 */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isMissing(error) || lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
    return realPath(resolve(realpathSync(dirname(path)), readlinkSync(path)));
  }
}

/** What exists at a path other than a regular file, e.g. `a directory`. Undefined for a regular file or nothing. */
export function irregularity(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || found.isFile() ? undefined : kindOf(found);
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a directory';
  if (found.isFIFO()) return 'a named pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}
