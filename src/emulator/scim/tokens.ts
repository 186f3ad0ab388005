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

/** The SCIM tokens of all domains. The world stores hashes of the tokens that a seed sets; all others can be derived. */
export class ScimTokens {
  readonly #world: World;
  readonly #options: ScimOptions;
  /** The tokens that the current seed sets, by hash. */
  readonly #named = new Map<string, string>();
  /** Hashes by row. A changed row is a new object, so no hash is out of date. */
  readonly #hashes = new WeakMap<Domain, string>();

  constructor(world: World, options: ScimOptions) {
    this.#world = world;
    this.#options = options;
  }

  /** Forgets the tokens of the previous world. */
  replace(tokens: readonly string[]): void {
    this.#named.clear();
    for (const token of tokens) this.#named.set(hashSecret(token), token);
  }

  /** The token of a domain; undefined if the seed of an earlier run set it, as only its hash is left. */
  of({ company, domain }: DomainPlace): string | undefined {
    const settings = settingsOf(domain, this.#options);
    return settings.scimTokenHash === undefined ? derived(company, domain, settings) : this.#named.get(settings.scimTokenHash);
  }

  /** The domain that a token belongs to, even if SCIM is not set up for it. */
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
