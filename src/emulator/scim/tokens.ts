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

/** As much as the journal keeps of a text, and a little more for what is cut there. */
const MAX_LOOKED_AT = 24 * 1024;
/** What may be a derived token: each is hashed. */
const WORD = /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/g;
const MAX_WORDS = 100;

/** The SCIM tokens of all domains. The world keeps the hashes of those that a seed names; the others can be derived. */
export class ScimTokens {
  readonly #world: World;
  readonly #options: ScimOptions;
  /** Tokens by their hashes, as far as this process knows them. */
  readonly #named = new Map<string, string>();
  /** A row is replaced when it changes, and its hash with it. */
  readonly #hashes = new WeakMap<Domain, string>();
  /** By the hashes of all tokens; made when it is asked, as thousands of companies take a while. */
  #places: Map<string, DomainPlace> | undefined;

  constructor(world: World, options: ScimOptions) {
    this.#world = world;
    this.#options = options;
    world.onWrite(({ changes }) => {
      if (changes === undefined || changes.some(({ collection }) => collection === 'domains')) this.#places = undefined;
    });
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
    this.#places ??= this.#index();
    return this.#places.get(hashSecret(token));
  }

  /** The tokens that stand in a text, wherever a client has put them by mistake. Of a long text only the start is looked at. */
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

/** As it may stand in a URL. */
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
