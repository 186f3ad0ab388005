import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf } from '../error-message.js';

/**
 * The file that a path means: links are followed, also one whose target is not there yet, as opening the path for writing
 * would. A path that is not there is returned as it is.
 */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isMissing(error) || lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
    return realPath(resolve(realpathSync(dirname(path)), readlinkSync(path)));
  }
}

/** What stands at a path when it is neither a regular file nor nothing, e.g. `a directory`. */
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
