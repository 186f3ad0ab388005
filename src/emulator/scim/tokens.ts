import { deriveSecret, hashSecret } from '../accounts/secrets.js';
import type { Company } from '../world/company.js';
import type { Domain, DomainSettings } from '../world/entities/domain.js';
import type { World } from '../world/world.js';
import { type ScimOptions, settingsOf } from './settings.js';

/** A domain of a company. */
export interface DomainPlace {
  readonly company: Company;
  readonly domain: Domain;
}

/** The SCIM tokens of all domains. The world keeps the hashes of those that a seed names; the others can be derived. */
export class ScimTokens {
  readonly #world: World;
  readonly #options: ScimOptions;
  /** Tokens by their hashes, as far as this process knows them. */
  readonly #named = new Map<string, string>();
  /** A row is replaced when it changes, and its hash with it. */
  readonly #hashes = new WeakMap<Domain, string>();

  constructor(world: World, options: ScimOptions) {
    this.#world = world;
    this.#options = options;
  }

  /** A new world: the tokens of the one before are nobody's. */
  replace(tokens: readonly string[]): void {
    this.#named.clear();
    for (const token of tokens) this.#named.set(hashSecret(token), token);
  }

  /** The token of a domain; undefined when it was named by a seed of an earlier run, and cannot be shown any more. */
  of({ company, domain }: DomainPlace): string | undefined {
    const settings = settingsOf(domain, this.#options);
    return settings.scimTokenHash === undefined ? derived(company, domain, settings) : this.#named.get(settings.scimTokenHash);
  }

  /** The domain that a token is of. Support may have enabled SCIM for it or not. */
  find(token: string): DomainPlace | undefined {
    const hash = hashSecret(token);
    for (const company of this.#world.companies.values()) {
      for (const domain of company.domains.values()) if (this.#hashOf({ company, domain }) === hash) return { company, domain };
    }
    return undefined;
  }

  #hashOf({ company, domain }: DomainPlace): string {
    const settings = settingsOf(domain, this.#options);
    if (settings.scimTokenHash !== undefined) return settings.scimTokenHash;
    const known = this.#hashes.get(domain) ?? hashSecret(derived(company, domain, settings));
    this.#hashes.set(domain, known);
    return known;
  }
}

function derived({ id }: Company, { domain }: Domain, { scimTokenNumber }: DomainSettings): string {
  return deriveSecret(`scim ${id} ${domain} ${scimTokenNumber}`);
}
