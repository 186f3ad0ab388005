import type { Credentials } from '../protocol/credentials.js';
import type { PairSecrets } from './accounts/pair-secrets.js';
import { type CompanyCreated, createCompany } from './create-company.js';
import { createCredential } from './create-credential.js';
import { type ListedCompany, type ListedPair, listCompanies, listPairs } from './listing.js';
import type { World } from './world/world.js';

export type { CompanyCreated } from './create-company.js';

/** The companies and the pairs there are, and the making of more. */
export interface Directory {
  /** Every company, without its secrets. */
  companies(): ListedCompany[];
  /** Every pair, without its secret. */
  pairs(): ListedPair[];
  /** The secret of a pair, where this process knows it or it can be derived. */
  secretOf(partnerUserID: string): string | undefined;
  /** A new company like the demo one, wholly apart from all others. Throws SeedError when there are too many. */
  createCompany(name: string): CompanyCreated;
  /**
   * A new pair for an account, as the page /tools/integrations/ makes one. The secret is in the answer only.
   * Throws SeedError when the company or the account is not there.
   */
  createCredential(actsAs: string, companyID?: string): Credentials;
}

export function createDirectory(world: World, secrets: PairSecrets): Directory {
  return {
    companies: () => listCompanies(world),
    pairs: () => listPairs(world),
    secretOf: (partnerUserID) => secrets.of(partnerUserID),
    createCompany: (name) => createCompany(world, secrets, name),
    createCredential: (actsAs, companyID) => createCredential(world, secrets, actsAs, companyID),
  };
}
