import type { Credentials } from '../protocol/credentials.js';
import type { PairSecrets } from './accounts/pair-secrets.js';
import { type CompanyCreated, createCompany } from './create-company.js';
import { createCredential } from './create-credential.js';
import { type ListedCompany, type ListedPair, listCompanies, listPairs } from './listing.js';
import type { Parts } from './parts.js';
import { type SignInOptions, signIn } from './sign-in.js';
import type { Session } from './world/entities/session.js';

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
  /**
   * Signs a person in to the emulated Expensify. Throws SignInRefused if the person is deactivated or has no account.
   * @example directory.signIn('ed.engineer@acme.example', { device: 'mobile' })
   */
  signIn(email: string, options?: SignInOptions): Session;
}

export function createDirectory({ world, clock }: Pick<Parts, 'world' | 'clock'>, secrets: PairSecrets): Directory {
  return {
    companies: () => listCompanies(world),
    pairs: () => listPairs(world),
    secretOf: (partnerUserID) => secrets.of(partnerUserID),
    createCompany: (name) => createCompany(world, secrets, name),
    createCredential: (actsAs, companyID) => createCredential(world, secrets, actsAs, companyID),
    signIn: (email, options) => signIn(world, clock, email, options),
  };
}
