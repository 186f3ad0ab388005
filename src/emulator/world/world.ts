import { atOnce, type Work } from '../../runtime/slices.js';
import type { Company } from './company.js';
import type { WorldDocument } from './document.js';
import { loadCompanyInSteps, WorldError } from './load.js';
import { saveCompany } from './save.js';
import type { Credential } from './types.js';

/** All companies that live side by side; the credential pair of a request selects one. */
export class World {
  readonly companies = new Map<string, Company>();
  readonly #pairs = new Map<string, Company>();
  readonly #listeners = new Set<() => void>();

  /** Replaces everything. Throws WorldError, and then leaves the world as it was. */
  load(document: WorldDocument): void {
    atOnce(this.loadInSteps(document));
  }

  /** The same, with pauses between people; the world is replaced at the end, all at once. */
  *loadInSteps(document: WorldDocument): Work<void> {
    const companies: Company[] = [];
    for (const company of document.companies) companies.push(yield* loadCompanyInSteps(company));
    const ids = new Set<string>();
    const pairs = new Set<string>();
    for (const company of companies) {
      if (ids.has(company.id)) throw new WorldError(`Two companies share the id ${company.id}.`);
      ids.add(company.id);
      for (const partnerUserID of company.credentials.keys()) {
        if (pairs.has(partnerUserID)) throw new WorldError(`Two companies share the partnerUserID ${partnerUserID}.`);
        pairs.add(partnerUserID);
      }
    }
    this.companies.clear();
    this.#pairs.clear();
    for (const company of companies) this.#enter(company);
    this.changed();
  }

  save(): WorldDocument {
    return { companies: [...this.companies.values()].map(saveCompany) };
  }

  add(company: Company): void {
    this.#enter(company);
    this.changed();
  }

  addCredential(company: Company, credential: Credential): void {
    company.credentials.set(credential.partnerUserID, credential);
    this.#pairs.set(credential.partnerUserID, company);
    this.changed();
  }

  companyOfPair(partnerUserID: string): Company | undefined {
    return this.#pairs.get(partnerUserID);
  }

  /** Says that something was changed, for those who save it. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #enter(company: Company): void {
    this.companies.set(company.id, company);
    for (const partnerUserID of company.credentials.keys()) this.#pairs.set(partnerUserID, company);
  }
}
