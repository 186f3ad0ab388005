import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { messageOf } from '../../../util/error-message.js';
import { describeHolder, type LockAttempt, type ProcessLock, takeLock } from '../../../util/files/process-lock.js';
import { irregularity, realPath } from '../../../util/files/real-path.js';
import { StateFileError } from './state-file-error.js';

/** The name of the state file in a folder that is given as the state. */
const IN_FOLDER = 'state.json';

/**
 * The real path of a state file, with links resolved. A path that ends with a slash is a folder, which may not exist yet.
 * Throws StateFileError if a state can't be saved there.
 */
export function assertStatePath(named: string): string {
  const given = realPath(named);
  const isFolder = irregularity(given) === 'a directory';
  const isNewFolder = !isFolder && (named.endsWith('/') || named.endsWith(sep));
  if (isNewFolder && existsSync(given))
    throw new StateFileError(`The folder ${named} of the state is a file. Choose a folder with --state.`);
  const path = isFolder ? realPath(join(given, IN_FOLDER)) : isNewFolder ? join(given, IN_FOLDER) : given;
  const irregular = irregularity(path);
  if (irregular !== undefined)
    throw new StateFileError(`The state file ${named} is ${irregular}, not a regular file. Choose another file with --state.`);
  assertWritable(isNewFolder ? dirname(given) : dirname(path), path);
  return path;
}

function assertWritable(folder: string, path: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const problem = messageOf(error);
    throw new StateFileError(`Can't write the state file ${path}: create the folder ${folder} first and make it writable (${problem}).`);
  }
}

/** Locks a state file: two processes with the same file would overwrite each other's changes. Throws StateFileError. */
export function lockStateFile(path: string): ProcessLock {
  const attempt = tryLock(path);
  if ('lock' in attempt) return attempt.lock;
  throw new StateFileError(
    `The state file ${path} is in use by ${describeHolder(attempt.holder)}. Stop it first, or choose another file with --state.`,
  );
}

/** Creates the folder of the state if there is none. */
function tryLock(path: string): LockAttempt {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return takeLock(`${path}.lock`);
  } catch (error) {
    throw new StateFileError(`Can't lock the state file ${path}: ${messageOf(error)}. Choose another file with --state.`);
  }
}
