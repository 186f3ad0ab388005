import { suggest } from '../util/suggest.js';
import { UserError } from '../util/user-error.js';
import type { Parts } from './parts.js';
import { settingsOf, whyNotSetUp } from './scim/settings.js';
import type { DomainPlace } from './scim/tokens.js';
import type { DomainSettings } from './world/entities/domain.js';
import type { World } from './world/world.js';

/** Thrown for an unknown domain, or for a token that can't be shown. */
export class DomainError extends UserError {
  override readonly name = 'DomainError';

  constructor(
    message: string,
    /** The HTTP status that the admin API returns. */
    readonly status: 404 | 409 = 404,
  ) {
    super(message);
  }
}

/** The settings that can be changed, named as in Expensify's app. */
export const DOMAIN_SWITCHES = ['validated', 'samlEnabled', 'samlRequired', 'oktaSCIM'] as const;
export type DomainSwitches = Pick<DomainSettings, (typeof DOMAIN_SWITCHES)[number]>;

/** A domain in a list, without its token. */
export interface ListedDomain extends DomainSwitches {
  readonly company: string;
  readonly domain: string;
  /** Why SCIM requests are refused and the token can't be shown: `SAML is not enabled`. Undefined if SCIM is set up. */
  readonly scimProblem?: string;
}

/** A domain that is set up for SCIM, with its token. */
export interface ScimAccess {
  readonly company: string;
  readonly domain: string;
  readonly token: string;
}

/** The domains with their SAML and SCIM settings. Methods that take a domain throw DomainError if it does not exist. */
export interface Domains {
  /** The domains of all companies, or of one company. */
  list(companyID?: string): ListedDomain[];
  /** @example domains.change('acme', 'acme.example', { samlRequired: false }) */
  change(companyID: string, domain: string, changes: Partial<DomainSwitches>): ListedDomain;
  /** The SCIM token. Throws DomainError unless the domain is verified, SAML is enabled and required, and support has enabled SCIM. */
  revealToken(companyID: string, domain: string): string;
  /** Makes a new token; the previous one stops working. Throws as `revealToken` does. */
  rotateToken(companyID: string, domain: string): string;
  /** The first domain that is set up for SCIM and whose token can be shown. */
  scimAccess(): ScimAccess | undefined;
  /** False if neither an option nor a domain has turned the endpoint on. */
  isScimServed(): boolean;
}

export function createDomains(parts: Parts): Domains {
  const { world, scim } = parts;
  const { find, reveal, show, write } = createDomainRows(parts);
  const findSetUp = (companyID: string, name: string): DomainPlace => {
    const place = find(companyID, name);
    const problem = whyNotSetUp(settingsOf(place.domain, scim.options));
    if (problem !== undefined) throw new DomainError(`The SCIM token of ${place.domain.domain} can't be shown: ${problem}.`, 409);
    return place;
  };
  return {
    isScimServed: scim.isServed,
    list: (companyID) => [...placesIn(world, companyID)].map(show),
    change: (companyID, name, changes) => show(write(find(companyID, name), changes)),
    revealToken: (companyID, name) => reveal(findSetUp(companyID, name)),
    rotateToken: (companyID, name) => {
      const place = findSetUp(companyID, name);
      const { scimTokenNumber } = settingsOf(place.domain, scim.options);
      return reveal(write(place, { scimTokenNumber: scimTokenNumber + 1, scimTokenHash: undefined }));
    },
    scimAccess: () => {
      if (!scim.isServed()) return undefined;
      for (const place of placesIn(world)) {
        const { company, domain } = place;
        const token = whyNotSetUp(settingsOf(domain, scim.options)) === undefined ? scim.tokens.of(place) : undefined;
        if (token !== undefined) return { company: company.id, domain: domain.domain, token };
      }
      return undefined;
    },
  };
}

function* placesIn({ companies }: World, companyID?: string): Generator<DomainPlace> {
  for (const company of companies.values()) {
    if (companyID !== undefined && company.id !== companyID) continue;
    for (const domain of company.domains.values()) yield { company, domain };
  }
}

/** The methods for one domain. */
interface DomainRows {
  find(companyID: string, name: string): DomainPlace;
  show(place: DomainPlace): ListedDomain;
  write(place: DomainPlace, changes: Partial<DomainSettings>): DomainPlace;
  reveal(place: DomainPlace): string;
}

function createDomainRows({ world, scim }: Parts): DomainRows {
  return {
    find: (companyID, name) => {
      const company = world.companies.get(companyID);
      if (company === undefined)
        throw new DomainError(`Company '${companyID}' does not exist${suggest(companyID, world.companies.keys())}`);
      const domain = company.domains.get(name.toLowerCase());
      const known = [...company.domains.values()].map((row) => row.domain);
      if (domain === undefined) throw new DomainError(`${company.name} has no domain ${name}${suggest(name, known)}`);
      return { company, domain };
    },
    show: ({ company, domain }) => {
      const settings = settingsOf(domain, scim.options);
      const { validated, samlEnabled, samlRequired, oktaSCIM } = settings;
      const scimProblem = whyNotSetUp(settings);
      const switches = { validated, samlEnabled, samlRequired, oktaSCIM };
      return { company: company.id, domain: domain.domain, ...switches, ...(scimProblem !== undefined && { scimProblem }) };
    },
    write: ({ company, domain }, changes) => {
      const row = { ...domain, settings: { ...settingsOf(domain, scim.options), ...changes } };
      const transaction = company.begin();
      transaction.domains.put(row);
      world.commit(transaction);
      return { company, domain: row };
    },
    reveal: (place) => {
      const token = scim.tokens.of(place);
      if (token !== undefined) return token;
      const { domain } = place.domain;
      const message = `The SCIM token of ${domain} was set by the seed of an earlier run, and only its hash was saved. Rotate it to get a new one.`;
      throw new DomainError(message, 409);
    },
  };
}
