import { hostname } from 'node:os';
import type { Storage } from '../../emulator/storage/storage.js';
import { openFileStorage } from './file/file-storage.js';

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
  if (!isDatabase(state)) return openFileStorage(state, options);
  const { openPostgresStorage } = await import('./postgres/postgres-storage.js');
  return openPostgresStorage(state, { process: `${hostname()}:${process.pid}`, onProblem: options.onProblem });
}
