import { suggest } from '../util/suggest.js';
import { UserError } from '../util/user-error.js';
import type { Parts } from './parts.js';
import { settingsOf, whyNotSetUp } from './scim/settings.js';
import type { DomainPlace } from './scim/tokens.js';
import type { DomainSettings } from './world/entities/domain.js';

/** A domain that is not there, or a token that is not to be shown. */
export class DomainError extends UserError {
  override readonly name = 'DomainError';

  constructor(
    message: string,
    /** HTTP status of the admin API. */
    readonly status: 404 | 409 = 404,
  ) {
    super(message);
  }
}

/** The settings that can be changed, by the names of Expensify's app. */
export const DOMAIN_SWITCHES = ['validated', 'samlEnabled', 'samlRequired', 'oktaSCIM'] as const;
export type DomainSwitches = Pick<DomainSettings, (typeof DOMAIN_SWITCHES)[number]>;

/** A domain in a list, without its token. */
export interface ListedDomain extends DomainSwitches {
  readonly company: string;
  readonly domain: string;
  /** Why Okta cannot deactivate its people, and the token is not shown: `SAML is not enabled`. Undefined when it can. */
  readonly scimProblem?: string;
}

/** Where SCIM serves a domain. */
export interface ScimAccess {
  readonly company: string;
  readonly domain: string;
  readonly token: string;
}

/** The domains, and whether Okta may deactivate their people. Methods that name a domain throw DomainError when it is not there. */
export interface Domains {
  /** Of all companies, or of one. */
  list(companyID?: string): ListedDomain[];
  /** @example domains.change('acme', 'acme.example', { samlRequired: false }) */
  change(companyID: string, domain: string, changes: Partial<DomainSwitches>): ListedDomain;
  /** The SCIM token. Throws DomainError unless the domain is verified, SAML is enabled and required, and support has enabled SCIM. */
  revealToken(companyID: string, domain: string): string;
  /** A new token; the one before is nobody's. Throws as `revealToken` does. */
  rotateToken(companyID: string, domain: string): string;
  /** The first domain that is set up for SCIM and whose token can be shown. */
  scimAccess(): ScimAccess | undefined;
  /** False when neither an option nor a domain has turned the endpoint on. */
  isScimServed(): boolean;
}

export function createDomains({ world, scim }: Parts): Domains {
  const placeOf = (companyID: string, name: string): DomainPlace => {
    const company = world.companies.get(companyID);
    if (company === undefined) throw new DomainError(`There is no company ${companyID}${suggest(companyID, world.companies.keys())}`);
    const domain = company.domains.get(name.toLowerCase());
    const known = [...company.domains.values()].map((row) => row.domain);
    if (domain === undefined) throw new DomainError(`${company.name} has no domain ${name}${suggest(name, known)}`);
    return { company, domain };
  };
  const show = ({ company, domain }: DomainPlace): ListedDomain => {
    const { validated, samlEnabled, samlRequired, oktaSCIM, ...token } = settingsOf(domain, scim.options);
    const scimProblem = whyNotSetUp({ validated, samlEnabled, samlRequired, oktaSCIM, ...token });
    const switches = { validated, samlEnabled, samlRequired, oktaSCIM };
    return { company: company.id, domain: domain.domain, ...switches, ...(scimProblem !== undefined && { scimProblem }) };
  };
  const write = ({ company, domain }: DomainPlace, changes: Partial<DomainSettings>): DomainPlace => {
    const row = { ...domain, settings: { ...settingsOf(domain, scim.options), ...changes } };
    const transaction = company.begin();
    transaction.domains.put(row);
    world.commit(transaction);
    return { company, domain: row };
  };
  const setUp = (companyID: string, name: string): DomainPlace => {
    const place = placeOf(companyID, name);
    const problem = whyNotSetUp(settingsOf(place.domain, scim.options));
    if (problem !== undefined) throw new DomainError(`${place.domain.domain} has no SCIM token: ${problem}.`, 409);
    return place;
  };
  const reveal = (place: DomainPlace): string => {
    const token = scim.tokens.of(place);
    if (token !== undefined) return token;
    throw new DomainError(
      `The SCIM token of ${place.domain.domain} came from a seed of an earlier run, which kept its hash only. Rotate it.`,
      409,
    );
  };
  return {
    isScimServed: scim.isServed,
    list: (companyID) =>
      [...world.companies.values()]
        .filter(({ id }) => companyID === undefined || id === companyID)
        .flatMap((company) => [...company.domains.values()].map((domain) => show({ company, domain }))),
    change: (companyID, name, changes) => show(write(placeOf(companyID, name), changes)),
    revealToken: (companyID, name) => reveal(setUp(companyID, name)),
    rotateToken: (companyID, name) => {
      const place = setUp(companyID, name);
      const { scimTokenNumber } = settingsOf(place.domain, scim.options);
      return reveal(write(place, { scimTokenNumber: scimTokenNumber + 1, scimTokenHash: undefined }));
    },
    scimAccess: () => {
      if (!scim.isServed()) return undefined;
      for (const company of world.companies.values()) {
        for (const domain of company.domains.values()) {
          const token = whyNotSetUp(settingsOf(domain, scim.options)) === undefined ? scim.tokens.of({ company, domain }) : undefined;
          if (token !== undefined) return { company: company.id, domain: domain.domain, token };
        }
      }
      return undefined;
    },
  };
}
