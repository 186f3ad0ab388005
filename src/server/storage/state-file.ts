import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NewerSnapshotError } from '../../emulator/snapshot.js';
import { debounce } from '../../runtime/timer.js';
import { codeOf, messageOf } from '../../util/error-message.js';
import { irregularity } from '../../util/files/real-path.js';
import { isLeftover, removeIfThere, writeAtomically } from '../../util/files/write-atomically.js';
import { UserError } from '../../util/user-error.js';

/** What is kept in the file: anything with a JSON form. */
export interface StateFile {
  /** Notes a change; the file is written soon after, once for a burst. */
  changed(): void;
  /** Writes now if something changed. Throws StateFileError. */
  flush(): void;
  /** Saves nothing more, also what changed already. */
  discard(): void;
  /** Why the last change is not saved; undefined when it is, or is about to be. */
  problem(): string | undefined;
}

/** A state file that can be neither read nor written; the message names the file and what to do. */
export class StateFileError extends UserError {
  override readonly name = 'StateFileError';
}

const DEBOUNCE_MS = 200;
/** How long after a save that failed the next one is tried, when no change comes sooner. */
const RETRY_MS = 5000;

/** How every snapshot begins, whole or cut; zeros are what a full disk leaves. */
const OURS = /^[\s\0]*(?:\{\s*"version"|$)/;

/**
 * Hands the file's content to `restore`, when there is a file. A damaged file is moved aside, never overwritten; one that
 * never was ours, or that a newer version wrote, stays where it is. Throws StateFileError.
 */
export function readStateFile(path: string, restore: (state: unknown) => void): 'restored' | 'none' {
  tidyUp(path);
  const text = readText(path);
  // Made by hand, such as with `touch` or `mktemp`: what we write is never empty.
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
    throw new StateFileError(`The state file ${path} is damaged (${problem}). It is kept as ${aside}; start again to begin from the seed.`);
  }
}

/**
 * Saves `state()` to the file: write, fsync, rename, so a crash at any moment leaves the old file or the new one. A save
 * that fails is tried again until it works; `report` is told once for each reason. Nothing is saved when `isOurs` says
 * that another process may have the file by now.
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
    `The state file ${path} is no longer saved: its lock ${path}.lock was removed, or another process has it. Stop the other process and start this one again; changes since the last save are lost then.`,
  );
}

/** Clears what a killed write left. */
function tidyUp(path: string): void {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) if (isLeftover(name, basename(path))) removeIfThere(join(folder, name));
  } catch {
    // A folder that may be written and not listed: nothing is lost but tidiness.
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new StateFileError(`The state file ${path} cannot be read: ${messageOf(error)}.`);
  }
}

/** The first free name, so that an older damaged file is kept as well. */
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
    // It was a regular file at the start; whatever stands there now keeps nothing.
    const kind = irregularity(path);
    if (kind !== undefined) throw new Error(`it is ${kind} now`);
    writeAtomically(path, text);
  } catch (error) {
    throw new StateFileError(`The state file ${path} cannot be written: ${messageOf(error)}.`);
  }
}
