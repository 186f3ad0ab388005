import { stat } from 'node:fs/promises';
import { every } from '../runtime/timer.js';
import { messageOf } from '../util/error-message.js';
import { seedOf } from './seed-of.js';
import { UsageError } from './usage-error.js';

export interface SeedWatch {
  /** The path of the seed file. */
  readonly file: string;
  /** Its fingerprint before the seed was first read, so that no change in between is lost. */
  readonly since: string | undefined;
  /** Loads a seed that was read from the file. */
  readonly load: (seed: Awaited<ReturnType<typeof seedOf>>) => Promise<void>;
  /** Called after each attempt, with what is wrong if nothing was loaded. */
  readonly onLoaded: (problem?: string) => void;
  readonly pollMs?: number;
}

const POLL_MS = 200;

/** The fingerprint of the seed file. Throws UsageError for a seed that is not a file, and so cannot change. */
export async function seedFileNow(seed: string): Promise<string | undefined> {
  if (seed === 'demo' || seed.startsWith('faker:'))
    throw new UsageError(`--watch needs a seed file, and '${seed}' is a built-in seed. Pass a file with --seed, or remove --watch.`);
  if (seed === '-') throw new UsageError('--watch needs a seed file, and - is stdin. Pass a file with --seed, or remove --watch.');
  return fingerprint(seed);
}

/** Changes when the file changes or is replaced; undefined while there is no regular file, as when an editor is about to replace it. */
async function fingerprint(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    // Reading a pipe would wait for its writer, and nothing would be loaded any more.
    return found.isFile() ? `${found.mtimeMs} ${found.size} ${found.ino}` : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Loads a seed file each time it has changed, until the returned function is called.
 * The file is looked at every so often instead of with `fs.watch`, which loses a file that an editor replaces, and reports
 * nothing on network drives and in many containers. A change is loaded once the file has stayed the same for one interval,
 * because an editor may still be writing it.
 */
export function watchSeed({ file, since, load, onLoaded, pollMs = POLL_MS }: SeedWatch): () => void {
  let loaded = since;
  let changed: string | undefined;
  let isBusy = false;
  const look = async (): Promise<void> => {
    const now = await fingerprint(file);
    const isSettled = now !== undefined && now !== loaded && now === changed;
    changed = now;
    if (!isSettled) return;
    loaded = now;
    try {
      await load(await seedOf(file));
      onLoaded();
    } catch (error) {
      onLoaded(messageOf(error));
    }
  };
  return every(pollMs, () => {
    if (isBusy) return;
    isBusy = true;
    void look().finally(() => {
      isBusy = false;
    });
  });
}
