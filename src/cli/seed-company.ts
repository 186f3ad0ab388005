import { readSeed } from '../emulator/seeds/read-seed.js';
import type { Company } from '../emulator/world/company.js';
import { loadCompany } from '../emulator/world/load.js';
import { suggest } from '../util/suggest.js';
import { seedOf } from './seed-of.js';
import { UsageError } from './usage-error.js';

/** One company of a seed, the first by default. Throws UsageError, SeedError, WorldError. */
export async function seedCompany({
  seed = 'demo',
  company: id,
}: {
  readonly seed?: string | undefined;
  readonly company?: string | undefined;
}): Promise<Company> {
  const { companies } = (await readSeed(await seedOf(seed))).document;
  const document = id === undefined ? companies[0] : companies.find((each) => each.id === id);
  if (document !== undefined) return loadCompany(document);
  const known = companies.map((each) => each.id);
  throw new UsageError(`The seed has no company '${id}'${suggest(id ?? '', known, `; it has ${known.slice(0, 20).join(', ')}.`)}`);
}
