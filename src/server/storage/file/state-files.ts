import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isLeftover, removeIfThere } from '../../../util/files/write-atomically.js';

/** The log that was begun as the nth, next to its state file. */
export function logPath(path: string, generation: number): string {
  return `${path}.${generation}.log`;
}

/** The numbers of the logs next to a state file, the oldest first. Removes temporary files that a killed process left. */
export function findLogs(path: string): number[] {
  const folder = dirname(path);
  const name = basename(path);
  const generations: number[] = [];
  for (const found of namesIn(folder)) {
    if (isLeftover(found, name)) removeIfThere(join(folder, found));
    const [, generation] = found.startsWith(`${name}.`) ? (/^(\d{1,15})\.log$/.exec(found.slice(name.length + 1)) ?? []) : [];
    if (generation !== undefined) generations.push(Number(generation));
  }
  return generations.sort((left, right) => left - right);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // The folder is writable but can't be listed. The temporary files do no harm.
    return [];
  }
}

/** Moves a file to an unused name, so older damaged files are kept as well. Returns the name. */
export function moveAside(path: string): string {
  for (let count = 1; ; count++) {
    const aside = `${path}.damaged-${count}`;
    if (existsSync(aside)) continue;
    renameSync(path, aside);
    return aside;
  }
}
