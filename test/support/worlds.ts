import { demoSeed } from '../../src/emulator/seeds/demo.js';
import { parseSeed } from '../../src/emulator/seeds/parse.js';
import { prepareSeed } from '../../src/emulator/seeds/prepare.js';
import type { Seed } from '../../src/emulator/seeds/schema.js';
import type { Company } from '../../src/emulator/world/company.js';
import { loadCompany } from '../../src/emulator/world/load.js';

type CompanySeed = Seed['companies'][number];

/** A seed of one small company, with the given changes. */
export function smallSeed(changes: Partial<CompanySeed> = {}): Seed {
  return { companies: [{ name: 'Small', domains: ['small.example'], domainAdmins: ['admin@small.example'], policies: [], ...changes }] };
}

/** The company of a small seed, loaded. */
export function smallCompany(changes: Partial<CompanySeed> = {}): Company {
  const [document] = prepareSeed(parseSeed(smallSeed(changes), 'test')).document.companies;
  if (document === undefined) throw new Error('The seed has no company.');
  return loadCompany(document);
}

/** The company of the demo seed, loaded, with the given changes. */
export function demoCompany(changes: Partial<CompanySeed> = {}): Company {
  const [demo] = demoSeed.companies;
  if (demo === undefined) throw new Error('The demo seed has no company.');
  return smallCompany({ ...demo, ...changes });
}
