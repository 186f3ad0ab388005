import { existsSync } from 'node:fs';
import type { SeedSource } from '../emulator/seeds/read-seed.js';
import { UsageError } from './usage-error.js';

/** Reads a seed: a built-in one by its name, anything else from a file or, for `-`, from stdin. Throws UsageError. */
export async function seedOf(seed: string): Promise<SeedSource> {
  if (seed === 'demo' || seed.startsWith('faker:')) return seed;
  const [{ readDataFile }, { parseSeed }] = await Promise.all([import('./read-data-file.js'), import('../emulator/seeds/parse.js')]);
  if (seed !== '-' && !existsSync(seed))
    throw new UsageError(`--seed: file '${seed}' not found. Use demo, faker:SEED:EMPLOYEES, or a YAML or JSON file.`);
  return parseSeed(await readDataFile(seed), seed);
}
