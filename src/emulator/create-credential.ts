import type { Credentials } from '../protocol/credentials.js';
import type { PairSecrets } from './accounts/pair-secrets.js';
import { deriveSecret, hashSecret, partnerUserIDOf } from './accounts/secrets.js';
import { companyOf } from './company-of.js';
import { SeedError } from './seeds/seed-error.js';
import { accountByLogin } from './world/people.js';
import type { World } from './world/world.js';

/** Of one company. */
const MAX_CREDENTIALS = 1000;

/**
 * A new pair for an account, as the page /tools/integrations/ makes one. The secret is in the answer only.
 * Throws SeedError when the company or the account is not there.
 */
export function createCredential(world: World, secrets: PairSecrets, actsAs: string, companyID?: string): Credentials {
  const company = companyOf(world, companyID);
  const account = accountByLogin(company, actsAs.toLowerCase());
  if (account === undefined) throw new SeedError(`${company.name} has no account ${actsAs}.`);
  if (company.credentials.size >= MAX_CREDENTIALS)
    throw new SeedError(`${company.name} has ${MAX_CREDENTIALS} pairs already: reset first.`);
  const partnerUserID = freePairID(world, partnerUserIDOf(account.email));
  const pair = { partnerUserID, partnerUserSecret: deriveSecret(partnerUserID) };
  const transaction = company.begin();
  transaction.credentials.put({ partnerUserID, secretHash: hashSecret(pair.partnerUserSecret), accountID: account.accountID });
  world.commit(transaction);
  secrets.remember([pair]);
  return pair;
}

/** `aa_user_domain_com`, or the same with the first number that is free. */
export function freePairID(world: World, base: string): string {
  let partnerUserID = base;
  for (let count = 2; world.companyOfPair(partnerUserID) !== undefined; count++) partnerUserID = `${base}_${count}`;
  return partnerUserID;
}
