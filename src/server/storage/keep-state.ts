import type { EmulatorCore } from '../../emulator/emulator.js';
import { createStateFile, readStateFile } from './state-file.js';
import { assertStatePath, lockStateFile } from './state-path.js';

/** A state that outlives the process. */
export interface KeptState {
  /** Why the last change is not saved; undefined when it is. */
  problem(): string | undefined;
  /** Saves, and lets another process have the file. Throws StateFileError. */
  close(): void;
  /** Lets another process have the file, as it is: the start failed. */
  abandon(): void;
}

/** Restores the state of an earlier run, and keeps the file up to date from then on. Throws StateFileError. */
export function keepState(core: EmulatorCore, named: string, onProblem: (problem: string) => void): KeptState {
  const path = assertStatePath(named);
  const lock = lockStateFile(path);
  try {
    const restored = readStateFile(path, core.restore);
    const stateFile = createStateFile(path, core.snapshot, onProblem, lock.isHeld);
    core.world.onWrite(stateFile.changed);
    // The first run writes the seed too, so that the next one finds it.
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
