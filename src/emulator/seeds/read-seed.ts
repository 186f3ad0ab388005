import { inSlices, type Work } from '../../runtime/slices.js';
import { demoSeed } from './demo.js';
import { parseSeedInSteps } from './parse.js';
import { type PreparedSeed, prepareSeedInSteps } from './prepare.js';
import type { Seed } from './schema.js';
import { SeedError } from './seed-error.js';

/** A seed as callers give it: a built-in's name (`demo`, `faker:42:500`) or the seed itself. */
export type SeedSource = string | Seed;

/** Throws SeedError on a name nobody knows and on a seed that breaks the schema. */
export async function readSeed(source: SeedSource): Promise<PreparedSeed> {
  if (typeof source !== 'string') return inSlices(prepared(source, 'the seed'));
  if (source === 'demo') return inSlices(prepared(demoSeed, 'demo'));
  if (source.startsWith('faker:')) {
    const { fakerSeed } = await import('./faker-seed.js');
    return inSlices(prepared(await fakerSeed(source), source));
  }
  throw new SeedError(
    `There is no built-in seed '${source}': use demo, faker:SEED:EMPLOYEES, or a seed as an object; only the command line reads files.`,
  );
}

function* prepared(input: unknown, source: string): Work<PreparedSeed> {
  return yield* prepareSeedInSteps(yield* parseSeedInSteps(input, source));
}
