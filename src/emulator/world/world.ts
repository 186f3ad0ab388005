import { atOnce, type Work } from '../../runtime/slices.js';
import type { Cause } from './cause.js';
import type { ChangeSet } from './change-set.js';
import { type Company, companyOf, type Transaction } from './company.js';
import type { WorldDocument } from './document.js';
import type { CompanyImage } from './image.js';
import { type Counters, loadCompanyInSteps } from './load.js';
import { WorldError } from './row-reader.js';
import { saveCompany } from './save.js';

/** What was written: a transaction's changes to one company. Without them, a company was added or the whole world replaced. */
export interface WorldWrite {
  readonly company?: string;
  readonly changes?: ChangeSet;
  /** The request that wrote. A change by hand has none, for example. */
  readonly cause?: Cause;
}

/** All companies. The credentials of a request select one of them. */
export class World {
  readonly companies = new Map<string, Company>();
  readonly #pairs = new Map<string, Company>();
  readonly #listeners = new Set<(write: WorldWrite) => void>();

  /** Replaces everything. If it throws WorldError, the world is unchanged. */
  load(document: WorldDocument): void {
    atOnce(this.loadInSteps(document));
  }

  /** The same, with pauses between people. The world is replaced at the end, all at once. */
  *loadInSteps(document: WorldDocument, counters: Readonly<Record<string, Counters>> = {}): Work<void> {
    const companies: Company[] = [];
    for (const company of document.companies) companies.push(yield* loadCompanyInSteps(company, undefined, counters[company.id]));
    assertDistinct(companies);
    this.#replace(companies);
  }

  /** The world as it is now: where `returnTo` leads. */
  image(): CompanyImage[] {
    return Array.from(this.companies.values(), (company) => company.image());
  }

  /** Replaces everything by the companies of an image, with pauses between rows. The world is replaced at the end, all at once. */
  *returnTo(images: readonly CompanyImage[]): Work<void> {
    const companies: Company[] = [];
    for (const image of images) companies.push(yield* companyOf(image));
    this.#replace(companies);
  }

  save(): WorldDocument {
    return { companies: [...this.companies.values()].map((company) => saveCompany(company)) };
  }

  add(company: Company): void {
    this.#enter(company);
    this.#tell({ company: company.id });
  }

  /** The only way to change a company: applies a transaction and notifies all listeners. */
  commit(transaction: Transaction, cause?: Cause): ChangeSet {
    const { company } = transaction;
    const changes = transaction.commit();
    for (const { collection, key, after } of changes) {
      if (collection !== 'credentials') continue;
      if (after === undefined) this.#pairs.delete(String(key));
      else this.#pairs.set(String(key), company);
    }
    this.#tell(cause === undefined ? { company: company.id, changes } : { company: company.id, changes, cause });
    return changes;
  }

  companyOfPair(partnerUserID: string): Company | undefined {
    return this.#pairs.get(partnerUserID);
  }

  /** Listens until the returned function is called. */
  onWrite(listener: (write: WorldWrite) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #tell(write: WorldWrite): void {
    for (const listener of this.#listeners) listener(write);
  }

  #replace(companies: readonly Company[]): void {
    this.companies.clear();
    this.#pairs.clear();
    for (const company of companies) this.#enter(company);
    this.#tell({});
  }

  #enter(company: Company): void {
    this.companies.set(company.id, company);
    for (const { partnerUserID } of company.credentials.values()) this.#pairs.set(partnerUserID, company);
  }
}

function assertDistinct(companies: readonly Company[]): void {
  const ids = new Set<string>();
  const pairs = new Set<string>();
  for (const company of companies) {
    if (ids.has(company.id)) throw new WorldError(`Two companies share the id ${company.id}.`);
    ids.add(company.id);
    for (const { partnerUserID } of company.credentials.values()) {
      if (pairs.has(partnerUserID)) throw new WorldError(`Two companies share the partnerUserID ${partnerUserID}.`);
      pairs.add(partnerUserID);
    }
  }
}
