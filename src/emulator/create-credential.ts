import type { Credentials } from '../protocol/credentials.js';
import type { PairSecrets } from './accounts/pair-secrets.js';
import { deriveSecret, hashSecret, partnerUserIDOf } from './accounts/secrets.js';
import { companyOf } from './company-of.js';
import { SeedError } from './seeds/seed-error.js';
import { accountByLogin } from './world/people.js';
import type { World } from './world/world.js';

/** The maximum for one company. */
const MAX_CREDENTIALS = 1000;

/**
 * Creates credentials for an account, like the page /tools/integrations/. Only the result contains the secret.
 * Throws SeedError if the company or the account does not exist.
 */
export function createCredential(world: World, secrets: PairSecrets, actsAs: string, companyID?: string): Credentials {
  const company = companyOf(world, companyID);
  const account = accountByLogin(company, actsAs.toLowerCase());
  if (account === undefined) throw new SeedError(`${company.name} has no account ${actsAs}.`);
  if (company.credentials.size >= MAX_CREDENTIALS)
    throw new SeedError(
      `${company.name} already has ${MAX_CREDENTIALS} credentials, the maximum. Reset the emulator to remove the added ones.`,
    );
  const partnerUserID = freePairID(world, partnerUserIDOf(account.email));
  const pair = { partnerUserID, partnerUserSecret: deriveSecret(partnerUserID) };
  const transaction = company.begin();
  transaction.credentials.put({ partnerUserID, secretHash: hashSecret(pair.partnerUserSecret), accountID: account.accountID });
  world.commit(transaction);
  secrets.remember([pair]);
  return pair;
}

/** `aa_user_domain_com`, with the first free number appended if that name is taken. */
export function freePairID(world: World, base: string): string {
  let partnerUserID = base;
  for (let count = 2; world.companyOfPair(partnerUserID) !== undefined; count++) partnerUserID = `${base}_${count}`;
  return partnerUserID;
}
