import type { EmulatorCore } from '../../emulator/emulator.js';
import { readStateFile } from './state-file.js';
import { assertStatePath, lockStateFile } from './state-path.js';
import { StateSaver } from './state-saver.js';

/** A state that is kept in a file. */
export interface KeptState {
  /** Why the last change is not saved. Undefined if it is saved. */
  problem(): string | undefined;
  /** Saves, and releases the file for other processes. Throws StateFileError. */
  close(): void;
  /** Releases the file without saving, because the start failed. */
  abandon(): void;
}

/** Restores the state of an earlier run, and saves every later change. Throws StateFileError. */
export function keepState(core: EmulatorCore, named: string, onProblem: (problem: string) => void): KeptState {
  const path = assertStatePath(named);
  const lock = lockStateFile(path);
  try {
    const restored = readStateFile(path, core.restore);
    const stateFile = new StateSaver(path, core.writeSnapshot, onProblem, lock.isHeld);
    core.world.onWrite(stateFile.changed);
    // The first run saves the seed too, so the next run starts from it.
    if (restored === 'none') stateFile.changed();
    return {
      problem: stateFile.problem,
      close: () => finish(stateFile.flush, lock.release),
      abandon: () => finish(stateFile.discard, lock.release),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function finish(end: () => void, release: () => void): void {
  try {
    end();
  } finally {
    release();
  }
}
