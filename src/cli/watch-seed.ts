import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { sleep } from '../runtime/timer.js';
import { messageOf } from '../util/error-message.js';
import { seedOf } from './seed-of.js';
import { UsageError } from './usage-error.js';

export interface SeedWatch {
  /** The path of the seed file. */
  readonly file: string;
  /** Loads a seed that was read from the file. */
  readonly load: (seed: Awaited<ReturnType<typeof seedOf>>) => Promise<void>;
  /** Called after each attempt, with what is wrong if nothing was loaded. */
  readonly onLoaded: (problem?: string) => void;
  readonly pollMs?: number;
}

const POLL_MS = 200;

/** Throws UsageError for a seed that is not a file, and so cannot change. */
export function assertSeedFile(seed: string): void {
  if (seed === 'demo' || seed.startsWith('faker:'))
    throw new UsageError(`--watch needs a seed file, and '${seed}' is a built-in seed. Pass a file with --seed, or remove --watch.`);
}

/**
 * Loads a seed file each time it has changed, until the returned function is called.
 * The file is looked at every so often instead of with `fs.watch`, which loses a file that an editor replaces, and reports
 * nothing on network drives and in many containers. A change is loaded once the file has stayed the same for one interval,
 * because an editor may still be writing it.
 */
export function watchSeed({ file, load, onLoaded, pollMs = POLL_MS }: SeedWatch): () => void {
  let isOver = false;
  let changes = 0;
  let loading: Promise<void> = Promise.resolve();
  const reload = async (change: number): Promise<void> => {
    await sleep(pollMs);
    // A newer change is loaded instead of this one.
    if (isOver || change !== changes) return;
    try {
      await load(await seedOf(file));
      onLoaded();
    } catch (error) {
      onLoaded(messageOf(error));
    }
  };
  const onChange = (now: Stats, before: Stats): void => {
    const isThere = now.mtimeMs !== 0;
    const isSame = now.mtimeMs === before.mtimeMs && now.size === before.size && now.ino === before.ino;
    // While an editor replaces the file, it is missing for a moment.
    if (!isThere || isSame) return;
    const change = ++changes;
    loading = loading.then(() => reload(change));
  };
  watchFile(file, { interval: pollMs, persistent: false }, onChange);
  return () => {
    isOver = true;
    unwatchFile(file, onChange);
  };
}
