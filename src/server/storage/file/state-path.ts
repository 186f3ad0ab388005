import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, messageOf } from '../../../util/error-message.js';
import { describeHolder, type LockAttempt, type ProcessLock, takeLock } from '../../../util/files/process-lock.js';
import { irregularity, realPath } from '../../../util/files/real-path.js';
import { StateFileError } from './state-file-error.js';

/** The name of the state file in a folder that is given as the state. */
const IN_FOLDER = 'state.json';

/**
 * The real path of a state file, with links resolved. A path that ends with a slash is a folder, which is created if its own folder
 * exists. Throws StateFileError if a state can't be saved there.
 */
export function assertStatePath(named: string): string {
  if (/[/\\]$/.test(named)) createFolder(named);
  const given = realPath(named);
  const path = irregularity(given) === 'a directory' ? realPath(join(given, IN_FOLDER)) : given;
  const irregular = irregularity(path);
  if (irregular !== undefined)
    throw new StateFileError(`The state file ${named} is ${irregular}, not a regular file. Choose another file with --state.`);
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const problem = messageOf(error);
    throw new StateFileError(`Can't write the state file ${path}: create the folder ${folder} first and make it writable (${problem}).`);
  }
  return path;
}

function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw new StateFileError(
      `Can't create the folder ${folder} for the state: create the folder that it is in first (${messageOf(error)}).`,
    );
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

function tryLock(path: string): LockAttempt {
  try {
    return takeLock(`${path}.lock`);
  } catch (error) {
    throw new StateFileError(`Can't lock the state file ${path}: ${messageOf(error)}. Choose another file with --state.`);
  }
}
