import type { Credentials } from '../protocol/credentials.js';
import type { PairSecrets } from './accounts/pair-secrets.js';
import { emailOf, memberOf } from './world/people.js';
import type { World } from './world/world.js';

/** A company in a list. */
export interface ListedCompany {
  readonly id: string;
  readonly name: string;
  readonly policies: number;
  readonly accounts: number;
}

/** Credentials in a list, without their secret. */
export interface ListedPair {
  readonly partnerUserID: string;
  readonly actsAs: string;
  readonly company: string;
}

export function listCompanies(world: World): ListedCompany[] {
  return [...world.companies.values()].map(({ id, name, policies, accounts }) => ({
    id,
    name,
    policies: policies.size,
    accounts: accounts.size,
  }));
}

export function listPairs(world: World): ListedPair[] {
  return [...world.companies.values()].flatMap((company) =>
    [...company.credentials.values()].map(({ partnerUserID, accountID }) => ({
      partnerUserID,
      actsAs: emailOf(company, accountID),
      company: company.id,
    })),
  );
}

/** The first credentials whose secret is known. If no secret is known, `partnerUserSecret` is empty. */
export function firstPair(world: World, secrets: PairSecrets): Credentials {
  const all = [...world.companies.values()].flatMap((company) => [...company.credentials.values()]);
  for (const { partnerUserID } of all) {
    const secret = secrets.of(partnerUserID);
    if (secret !== undefined) return { partnerUserID, partnerUserSecret: secret };
  }
  return { partnerUserID: all[0]?.partnerUserID ?? '', partnerUserSecret: '' };
}

/** The policies that these credentials can see. */
export function policiesOfPair(world: World, { partnerUserID }: Credentials): { id: string; name: string }[] {
  const company = world.companyOfPair(partnerUserID);
  const accountID = company?.credentials.get(partnerUserID)?.accountID;
  if (company === undefined || accountID === undefined) return [];
  return [...company.policies.values()].filter(({ id }) => memberOf(company, id, accountID)).map(({ id, name }) => ({ id, name }));
}
