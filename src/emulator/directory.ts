import type { Credentials } from '../protocol/credentials.js';
import type { PairSecrets } from './accounts/pair-secrets.js';
import { type CompanyCreated, createCompany } from './create-company.js';
import { createCredential } from './create-credential.js';
import { type ListedCompany, type ListedPair, listCompanies, listPairs } from './listing.js';
import type { Parts } from './parts.js';
import { type SignInOptions, signIn } from './sign-in.js';
import type { Session } from './world/entities/session.js';

export type { CompanyCreated } from './create-company.js';

/** Lists and creates companies and credentials, and signs people in. */
export interface Directory {
  /** All companies, without their secrets. */
  companies(): ListedCompany[];
  /** All credentials, without their secrets. */
  pairs(): ListedPair[];
  /** The secret of these credentials, if this process knows it or can derive it. */
  secretOf(partnerUserID: string): string | undefined;
  /** Creates a company like the demo company, separate from all others. Throws SeedError if there are too many. */
  createCompany(name: string): CompanyCreated;
  /**
   * Creates credentials for an account, like the page /tools/integrations/. Only the result contains the secret.
   * Throws SeedError if the company or the account does not exist.
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
