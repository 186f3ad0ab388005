import { hostname } from 'node:os';
import type { Storage } from '../../emulator/storage/storage.js';
import { openFileStorage } from './file/file-storage.js';
import { StateFileError } from './file/state-file-error.js';

/** How a state is kept. */
export interface StateOptions {
  readonly onProblem: (problem: string) => void;
  readonly isOnDisk: boolean;
}

/**
 * What `--state` names: a PostgreSQL database, which several processes may share, or a file or folder. Throws StateFileError for the
 * URL of anything else.
 */
export function kindOfState(state: string): 'database' | 'file' {
  const [, scheme] = /^([a-z][a-z0-9+.-]+:\/\/)/i.exec(state) ?? [];
  if (scheme === undefined) return 'file';
  if (/^postgres(ql)?:/i.test(scheme)) return 'database';
  // The rest may contain a password.
  throw new StateFileError(`--state ${scheme}… is not supported. Use a file, a folder, or the postgres:// URL of a database.`);
}

/** The storage for `--state`. Throws StateFileError or StateDatabaseError. */
export async function openStorage(state: string, options: StateOptions): Promise<Storage> {
  if (kindOfState(state) === 'file') return openFileStorage(state, options);
  const { openPostgresStorage } = await import('./postgres/postgres-storage.js');
  return openPostgresStorage(state, { process: `${hostname()}:${process.pid}`, onProblem: options.onProblem });
}
