import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NewerSnapshotError } from '../../emulator/snapshot.js';
import { codeOf, messageOf } from '../../util/error-message.js';
import { isLeftover, removeIfThere } from '../../util/files/write-atomically.js';
import { UserError } from '../../util/user-error.js';

/** A state file that can't be read or written. The message names the file and says what to do. */
export class StateFileError extends UserError {
  override readonly name = 'StateFileError';
}

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
