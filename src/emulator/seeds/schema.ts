import { z } from 'zod';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';
import type { Collections } from '../world/collection.js';
import { documented } from '../world/collections.js';
import { quirksSeed } from './quirks.js';

/**
 * The seed file: companies as people write them. Everything that can be derived may be left out; `prepareSeed`
 * fills it in. Published as schemas/seed.schema.json.
 */

type Documented = typeof documented;
type Seeds = { readonly [Name in keyof Documented]: ReturnType<Documented[Name]['seed']> };

function seedsOf(collections: Collections): Record<string, z.ZodType> {
  return Object.fromEntries(Object.values(collections).map(({ name, seed }) => [name, seed()]));
}

export const companySeed = once(() =>
  z.strictObject({
    id: z.string().min(1).optional().describe('Default: derived from the name.'),
    name: z.string().min(1),
    quirks: quirksSeed(),
    // The schema of each collection, which the compiler cannot match by name.
    ...(seedsOf(documented) as Seeds),
  }),
);

function seedOf<S extends z.ZodType>(company: S) {
  return z.strictObject({ $schema: z.string().optional(), companies: list(company).min(1) });
}

export const seedSchema = once(() => seedOf(companySeed()));
export type Seed = z.input<ReturnType<typeof seedSchema>>;
export type ParsedSeed = z.output<ReturnType<typeof seedSchema>>;
export type CompanySeed = ParsedSeed['companies'][number];
export type PolicySeed = CompanySeed['policies'][number];

/** The schema for seeds whose companies have additional collections. */
export function seedSchemaWith(others: Collections) {
  const further: Record<never, never> = seedsOf(others);
  return seedOf(companySeed().extend(further));
}
