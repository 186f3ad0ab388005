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

/** Slightly more of a text than the journal keeps, for a token at the cut. */
const MAX_LOOKED_AT = 24 * 1024;
/** A word that may be a derived token. */
const WORD = /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/g;
const MAX_WORDS = 100;

/** The SCIM tokens of all domains. The world stores hashes of the tokens that a seed sets; all others can be derived. */
export class ScimTokens {
  readonly #world: World;
  readonly #options: ScimOptions;
  /** The tokens that the current seed sets, by hash. */
  readonly #named = new Map<string, string>();
  /** Hashes by row. A changed row is a new object, so no hash is out of date. */
  readonly #hashes = new WeakMap<Domain, string>();
  /** All domains by the hash of their token. Built on demand, because thousands of companies take a while. */
  #places: Map<string, DomainPlace> | undefined;

  constructor(world: World, options: ScimOptions) {
    this.#world = world;
    this.#options = options;
    world.onWrite(({ changes }) => {
      if (changes === undefined || changes.some(({ collection }) => collection === 'domains')) this.#places = undefined;
    });
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
    this.#places ??= this.#index();
    return this.#places.get(hashSecret(token));
  }

  /** The tokens in a text, where a client may have put them by mistake. Only the start of a long text is searched. */
  within(text: string): string[] {
    const written = text.slice(0, MAX_LOOKED_AT);
    const start = `${written}\n${decoded(written)}`;
    const named = [...this.#named.values()].filter((token) => start.includes(token));
    const words = [...new Set(start.match(WORD) ?? [])].slice(0, MAX_WORDS);
    return [...named, ...words.filter((word) => this.find(word) !== undefined)];
  }

  #index(): Map<string, DomainPlace> {
    const places = new Map<string, DomainPlace>();
    for (const company of this.#world.companies.values()) {
      for (const domain of company.domains.values()) {
        const hash = this.#hashOf({ company, domain });
        if (!places.has(hash)) places.set(hash, { company, domain });
      }
    }
    return places;
  }

  #hashOf({ company, domain }: DomainPlace): string {
    const settings = settingsOf(domain, this.#options);
    if (settings.scimTokenHash !== undefined) return settings.scimTokenHash;
    const known = this.#hashes.get(domain) ?? hashSecret(derived(company, domain, settings));
    this.#hashes.set(domain, known);
    return known;
  }
}

/** Decodes a text that may be part of a URL. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function derived({ id }: Company, { domain }: Domain, { scimTokenNumber }: DomainSettings): string {
  return deriveSecret(`scim ${id} ${domain} ${scimTokenNumber}`);
}
