import { parseSeed } from '../../src/seeds/parse.js';
import { prepareSeed } from '../../src/seeds/prepare.js';
import type { Seed } from '../../src/seeds/schema.js';
import type { Company } from '../../src/world/company.js';
import { loadCompany } from '../../src/world/load.js';

type CompanySeed = Seed['companies'][number];

/** A seed of one small company, with the given parts changed. */
export function smallSeed(changes: Partial<CompanySeed> = {}): Seed {
  return { companies: [{ name: 'Small', domains: ['small.example'], domainAdmins: ['admin@small.example'], policies: [], ...changes }] };
}

/** The company of a small seed, loaded. */
export function smallCompany(changes: Partial<CompanySeed> = {}): Company {
  const [document] = prepareSeed(parseSeed(smallSeed(changes), 'test')).document.companies;
  if (document === undefined) throw new Error('The seed holds no company.');
  return loadCompany(document);
}
