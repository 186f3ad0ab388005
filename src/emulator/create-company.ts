import type { Credentials } from '../protocol/credentials.js';
import type { PairSecrets } from './accounts/pair-secrets.js';
import { partnerUserIDOf } from './accounts/secrets.js';
import { freePairID } from './create-credential.js';
import { demoSeed } from './seeds/demo.js';
import { parseSeed } from './seeds/parse.js';
import { companyIDOf, prepareSeed } from './seeds/prepare.js';
import { SeedError } from './seeds/seed-error.js';
import { loadCompany } from './world/load.js';
import type { World } from './world/world.js';

/** A new company with its own credentials. */
export interface CompanyCreated {
  readonly id: string;
  readonly name: string;
  readonly credentials: Credentials;
  readonly policies: readonly { readonly id: string; readonly name: string }[];
}

/** More than any test run creates; each company has a dozen people. */
const MAX_COMPANIES = 10_000;

/** Creates a company like the demo company, separate from all others. Throws SeedError if there are too many. */
export function createCompany(world: World, secrets: PairSecrets, name: string): CompanyCreated {
  if (world.companies.size >= MAX_COMPANIES)
    throw new SeedError(`There are already ${MAX_COMPANIES} companies, the maximum. Reset the emulator to remove the added ones.`);
  const id = freeCompanyID(world, name);
  const [template] = parseSeed(demoSeed, 'demo').companies;
  if (template === undefined) throw new SeedError('The demo seed contains no company.');
  const credentials = (template.credentials ?? []).map((credential) => ({
    ...credential,
    partnerUserID: freePairID(world, `${partnerUserIDOf(credential.actsAs)}_${id.replaceAll('-', '_')}`),
  }));
  const prepared = prepareSeed({ companies: [{ ...template, id, name, credentials }] });
  const [document] = prepared.document.companies;
  const [pair] = prepared.pairs;
  if (document === undefined || pair === undefined) throw new SeedError('The demo seed contains no credentials.');
  const company = loadCompany(document);
  world.add(company);
  secrets.remember(prepared.pairs);
  return {
    id,
    name,
    credentials: pair,
    policies: [...company.policies.values()].map((policy) => ({ id: policy.id, name: policy.name })),
  };
}

function freeCompanyID({ companies }: World, name: string): string {
  const base = companyIDOf(name);
  let id = base;
  for (let count = 2; companies.has(id); count++) id = `${base}-${count}`;
  return id;
}
