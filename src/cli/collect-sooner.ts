import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

/** A smaller world leaves little behind. */
const LARGE_BYTES = 4 * 1024 * 1024;
/** The versions of Node that know the flag. An unknown flag would print an error. */
const NODE_VERSIONS = { from: 20, to: 24 };

/**
 * Reading a large file leaves much garbage in a heap that V8 lets grow to four times its size before it collects again, which may be
 * never. With a large seed or state, it collects when the heap has doubled: 100,000 members then take about 90 MB less.
 */
export function collectSooner(files: readonly (string | undefined)[], setFlag = setFlagsFromString): void {
  const size = files.reduce((sum, file) => sum + sizeOf(file), 0);
  const node = Number.parseInt(process.versions.node, 10);
  if (size > LARGE_BYTES && node >= NODE_VERSIONS.from && node <= NODE_VERSIONS.to) setFlag('--heap-growing-percent=100');
}

function sizeOf(file: string | undefined): number {
  if (file === undefined) return 0;
  try {
    return statSync(file).size;
  } catch {
    // A name of a seed, a database, or a file that can't be read, which its reader explains.
    return 0;
  }
}
