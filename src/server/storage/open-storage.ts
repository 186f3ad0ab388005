import { hostname } from 'node:os';
import type { Storage } from '../../emulator/storage/storage.js';
import { openFileStorage } from './file/file-storage.js';
import { StateFileError } from './file/state-file-error.js';

/** How a state is kept. */
export interface StateOptions {
  readonly onProblem: (problem: string) => void;
  readonly isOnDisk: boolean;
}

/** True for a state in PostgreSQL, which several processes may share. */
export function isDatabase(state: string): boolean {
  return /^postgres(ql)?:\/\//.test(state);
}

/** The storage for `--state`: a database for a URL, and otherwise a file or folder. Throws StateFileError or StateDatabaseError. */
export async function openStorage(state: string, options: StateOptions): Promise<Storage> {
  if (!isDatabase(state)) {
    const [, scheme] = /^([a-z][a-z+.-]+:\/\/)/i.exec(state) ?? [];
    if (scheme === undefined) return openFileStorage(state, options);
    // The rest may contain a password.
    throw new StateFileError(`--state ${scheme}… is not supported. Use a file, a folder, or the postgres:// URL of a database.`);
  }
  const { openPostgresStorage } = await import('./postgres/postgres-storage.js');
  return openPostgresStorage(state, { process: `${hostname()}:${process.pid}`, onProblem: options.onProblem });
}
