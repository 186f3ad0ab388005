import { deriveSecret, hashSecret, partnerUserIDOf } from './accounts/secrets.js';
import { demoSeed } from './seeds/demo.js';
import { parseSeed } from './seeds/parse.js';
import { type CredentialPair, companyIDOf, prepareSeed } from './seeds/prepare.js';
import { SeedError } from './seeds/seed-error.js';
import type { Company } from './world/company.js';
import { loadCompany } from './world/load.js';
import { accountByLogin, emailOf, memberOf } from './world/people.js';
import type { World } from './world/world.js';

/** A company just made, with its own way in. */
export interface CompanyCreated {
  readonly id: string;
  readonly name: string;
  readonly credentials: CredentialPair;
  readonly policies: readonly { readonly id: string; readonly name: string }[];
}

/** More than any test run makes; each is a dozen people. */
const MAX_COMPANIES = 10_000;
/** Of one company. */
const MAX_CREDENTIALS = 1000;

/**
 * Makes companies and credential pairs, and knows the secrets of this process: the world keeps hashes only, so a
 * pair from an earlier run can be shown again only when its secret can be derived.
 */
export class Directory {
  readonly #world: World;
  readonly #secrets = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** A new world: the pairs of the one before are nobody's. */
  forget(): void {
    this.#secrets.clear();
  }

  remember(pairs: readonly CredentialPair[]): void {
    for (const { partnerUserID, partnerUserSecret } of pairs) this.#secrets.set(partnerUserID, partnerUserSecret);
  }

  /** The secret of a pair, where this process knows it or it can be derived. */
  secretOf(partnerUserID: string): string | undefined {
    const hash = this.#world.companyOfPair(partnerUserID)?.credentials.get(partnerUserID)?.secretHash;
    return [this.#secrets.get(partnerUserID), deriveSecret(partnerUserID)].find(
      (known) => known !== undefined && hashSecret(known) === hash,
    );
  }

  /** The first pair whose secret is known; with an empty secret when none is. */
  firstPair(): CredentialPair {
    const all = [...this.#world.companies.values()].flatMap((company) => [...company.credentials.values()]);
    for (const { partnerUserID } of all) {
      const secret = this.secretOf(partnerUserID);
      if (secret !== undefined) return { partnerUserID, partnerUserSecret: secret };
    }
    return { partnerUserID: all[0]?.partnerUserID ?? '', partnerUserSecret: '' };
  }

  /** The policies the first pair sees. */
  policies(): { id: string; name: string }[] {
    const { partnerUserID } = this.firstPair();
    const company = this.#world.companyOfPair(partnerUserID);
    const accountID = company?.credentials.get(partnerUserID)?.accountID;
    if (company === undefined || accountID === undefined) return [];
    return [...company.policies.values()].filter(({ id }) => memberOf(company, id, accountID)).map(({ id, name }) => ({ id, name }));
  }

  /** Every company, without its secrets. */
  companies(): { id: string; name: string; policies: number; accounts: number }[] {
    return [...this.#world.companies.values()].map(({ id, name, policies, accounts }) => ({
      id,
      name,
      policies: policies.size,
      accounts: accounts.size,
    }));
  }

  /** Every pair, without its secret. */
  pairs(): { partnerUserID: string; actsAs: string; company: string }[] {
    return [...this.#world.companies.values()].flatMap((company) =>
      [...company.credentials.values()].map(({ partnerUserID, accountID }) => ({
        partnerUserID,
        actsAs: emailOf(company, accountID),
        company: company.id,
      })),
    );
  }

  /** A new company like the demo one, wholly apart from all others. Throws SeedError when there are too many. */
  createCompany(name: string): CompanyCreated {
    if (this.#world.companies.size >= MAX_COMPANIES) throw new SeedError(`There are ${MAX_COMPANIES} companies already: reset first.`);
    const id = this.#freeCompanyID(name);
    const [template] = parseSeed(demoSeed, 'demo').companies;
    if (template === undefined) throw new SeedError('The demo seed holds no company.');
    const credentials = (template.credentials ?? []).map((credential) => ({
      ...credential,
      partnerUserID: this.#freePairID(`${partnerUserIDOf(credential.actsAs)}_${id.replaceAll('-', '_')}`),
    }));
    const prepared = prepareSeed({ companies: [{ ...template, id, name, credentials }] });
    const [document] = prepared.document.companies;
    const [pair] = prepared.pairs;
    if (document === undefined || pair === undefined) throw new SeedError('The demo seed holds no credential pair.');
    const company = loadCompany(document);
    this.#world.add(company);
    this.remember(prepared.pairs);
    return {
      id,
      name,
      credentials: pair,
      policies: [...company.policies.values()].map((policy) => ({ id: policy.id, name: policy.name })),
    };
  }

  /**
   * A new pair for an account, as the page /tools/integrations/ makes one. The secret is in the answer only.
   * Throws SeedError when the company or the account is not there.
   */
  createCredential(actsAs: string, companyID?: string): CredentialPair {
    const company = this.#company(companyID);
    const account = accountByLogin(company, actsAs.toLowerCase());
    if (account === undefined) throw new SeedError(`${company.name} has no account ${actsAs}.`);
    if (company.credentials.size >= MAX_CREDENTIALS)
      throw new SeedError(`${company.name} has ${MAX_CREDENTIALS} pairs already: reset first.`);
    const partnerUserID = this.#freePairID(partnerUserIDOf(account.email));
    const pair = { partnerUserID, partnerUserSecret: deriveSecret(partnerUserID) };
    const transaction = company.begin();
    transaction.credentials.put({ partnerUserID, secretHash: hashSecret(pair.partnerUserSecret), accountID: account.accountID });
    this.#world.commit(transaction);
    this.remember([pair]);
    return pair;
  }

  #company(companyID: string | undefined): Company {
    const company = companyID === undefined ? [...this.#world.companies.values()][0] : this.#world.companies.get(companyID);
    if (company === undefined) throw new SeedError(`There is no company ${companyID}.`);
    return company;
  }

  #freePairID(base: string): string {
    let partnerUserID = base;
    for (let count = 2; this.#world.companyOfPair(partnerUserID) !== undefined; count++) partnerUserID = `${base}_${count}`;
    return partnerUserID;
  }

  #freeCompanyID(name: string): string {
    const base = companyIDOf(name);
    let id = base;
    for (let count = 2; this.#world.companies.has(id); count++) id = `${base}-${count}`;
    return id;
  }
}
