import { inSlices, type Work } from '../../runtime/slices.js';
import { parseAroundPeople, parseSeedInSteps } from './parse.js';
import { type PreparedSeed, prepareSeedInSteps } from './prepare.js';
import { preparedDemo } from './prepared-demo.js';
import type { Seed } from './schema.js';
import { SeedError } from './seed-error.js';

/** A seed as callers pass it: the name of a built-in seed (`demo`, `faker:42:500`) or the seed itself. */
export type SeedSource = string | Seed;

/** Throws SeedError for an unknown name and for a seed that does not match the schema. */
export async function readSeed(source: SeedSource): Promise<PreparedSeed> {
  if (typeof source !== 'string') return inSlices(prepared(source, 'the seed'));
  if (source === 'demo') return preparedDemo();
  if (source.startsWith('faker:')) {
    const { fakerSeed } = await import('./faker-seed.js');
    return inSlices(generated(await fakerSeed(source), source));
  }
  throw new SeedError(
    `Unknown built-in seed '${source}'. Use demo, faker:SEED:EMPLOYEES, or a seed as an object; only the command line reads files.`,
  );
}

function* generated(seed: Seed, source: string): Work<PreparedSeed> {
  return yield* prepareSeedInSteps(yield* parseAroundPeople(seed, source));
}

function* prepared(input: unknown, source: string): Work<PreparedSeed> {
  return yield* prepareSeedInSteps(yield* parseSeedInSteps(input, source));
}
