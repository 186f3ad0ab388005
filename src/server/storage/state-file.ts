import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NewerSnapshotError } from '../../emulator/snapshot.js';
import { debounce } from '../../runtime/timer.js';
import { codeOf, messageOf } from '../../util/error-message.js';
import { irregularity } from '../../util/files/real-path.js';
import { isLeftover, removeIfThere, writeAtomically } from '../../util/files/write-atomically.js';
import { UserError } from '../../util/user-error.js';

/** The value that the file contains: anything that can be written as JSON. */
export interface StateFile {
  /** Records that the state changed. The file is written soon after, once for a burst of changes. */
  changed(): void;
  /** Writes now if the state changed. Throws StateFileError. */
  flush(): void;
  /** Stops saving, including changes that are not saved yet. */
  discard(): void;
  /** Why the last change is not saved. Undefined if it is saved or will be soon. */
  problem(): string | undefined;
}

/** A state file that can't be read or written. The message names the file and says what to do. */
export class StateFileError extends UserError {
  override readonly name = 'StateFileError';
}

const DEBOUNCE_MS = 200;
/** The wait before a failed save is retried, if no change triggers one sooner. */
const RETRY_MS = 5000;

/** How every snapshot begins, even an incomplete one. A full disk can leave only zeros. */
const OURS = /^[\s\0]*(?:\{\s*"version"|$)/;

/**
 * Passes the file's content to `restore` if the file exists. A damaged file is moved aside and never overwritten. A file that
 * is not a state file, or that a newer version wrote, stays unchanged. Throws StateFileError.
 */
export function readStateFile(path: string, restore: (state: unknown) => void): 'restored' | 'none' {
  tidyUp(path);
  const text = readText(path);
  // The user created the file, for example with `touch` or `mktemp`: we never write an empty file.
  if (text === undefined || text.trim() === '') return 'none';
  try {
    restore(JSON.parse(text));
    return 'restored';
  } catch (error) {
    if (error instanceof NewerSnapshotError)
      throw new StateFileError(
        `The state file ${path} was written by a newer version of expensify-emulator (format ${error.version}) and was left unchanged. Upgrade, or choose another file with --state.`,
      );
    if (!OURS.test(text)) throw new StateFileError(`${path} is not a state file; it was left unchanged. Choose another file with --state.`);
    const aside = keepAside(path);
    const problem = messageOf(error);
    throw new StateFileError(
      `The state file ${path} is damaged (${problem}). It was moved to ${aside}. Start again to begin from the seed.`,
    );
  }
}

/**
 * Saves `state()` to the file with write, fsync and rename, so a crash at any moment leaves the old file or the new one. A
 * failed save is retried until it works; `report` is called once for each reason. Nothing is saved if `isOurs` returns false,
 * because another process may be using the file.
 */
export function createStateFile(path: string, state: () => unknown, report: (problem: string) => void, isOurs = () => true): StateFile {
  let isDirty = false;
  let problem: string | undefined;
  const save = (): void => {
    if (!isDirty) return;
    if (!isOurs()) throw lostLock(path);
    writeState(path, JSON.stringify(state()));
    isDirty = false;
    problem = undefined;
  };
  const attempt = (): void => {
    try {
      save();
    } catch (error) {
      const said = messageOf(error);
      const isNew = said !== problem;
      problem = said;
      retry.trigger();
      if (isNew) report(said);
    }
  };
  const timer = debounce(attempt, DEBOUNCE_MS);
  const retry = debounce(attempt, RETRY_MS);
  const stopTimers = (): void => {
    timer.cancel();
    retry.cancel();
  };
  return {
    changed: () => {
      isDirty = true;
      timer.trigger();
    },
    flush: () => {
      stopTimers();
      save();
    },
    discard: stopTimers,
    problem: () => problem,
  };
}

function lostLock(path: string): StateFileError {
  return new StateFileError(
    `The state file ${path} is no longer saved: its lock ${path}.lock was removed or taken by another process. Stop the other process and restart this one. Changes since the last save will be lost.`,
  );
}

/** Removes temporary files that a killed process left. */
function tidyUp(path: string): void {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) if (isLeftover(name, basename(path))) removeIfThere(join(folder, name));
  } catch {
    // The folder is writable but can't be listed. The temporary files do no harm.
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new StateFileError(`Can't read the state file ${path}: ${messageOf(error)}.`);
  }
}

/** Finds an unused name, so older damaged files are kept as well. */
function keepAside(path: string): string {
  for (let count = 1; ; count++) {
    const aside = `${path}.damaged-${count}`;
    if (readText(aside) !== undefined) continue;
    renameSync(path, aside);
    return aside;
  }
}

function writeState(path: string, text: string): void {
  try {
    // The path was a regular file or free at the start. It may have been replaced by something that can't store a state.
    const kind = irregularity(path);
    if (kind !== undefined) throw new Error(`it is ${kind} now`);
    writeAtomically(path, text);
  } catch (error) {
    throw new StateFileError(`Can't write the state file ${path}: ${messageOf(error)}.`);
  }
}
