import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';

/** A domain of the company. */
export interface Domain {
  /** In lower case. */
  readonly domain: string;
  /** Undefined if the seed sets none. Then the domain is verified, and an option of the emulator decides whether SCIM is set up. */
  readonly settings?: DomainSettings;
}

/** The settings of Expensify's page Settings > Domains > [Domain] > SAML, with the names that its app uses. */
export interface DomainSettings {
  /** The company has proved that it owns the domain. */
  readonly validated: boolean;
  readonly samlEnabled: boolean;
  /** People of the domain can only sign in through SAML. */
  readonly samlRequired: boolean;
  /** Expensify's support has enabled SCIM deactivation through Okta. */
  readonly oktaSCIM: boolean;
  /** The number of tokens that the domain has had. A derived token depends on it. */
  readonly scimTokenNumber: number;
  /** SHA-256, in hex, of a token that a seed sets. Without it the token is derived. */
  readonly scimTokenHash?: string | undefined;
}

/** Only the name if the domain has no settings. */
export type DomainDocument = string | ({ readonly domain: string } & DomainSettings);

const domainName = once(() =>
  z
    .string()
    .min(1)
    .regex(/^[^\s@]+$/, 'is not a domain such as acme.example'),
);

export const domainSettingsSeed = once(() =>
  z.strictObject({
    domain: domainName(),
    validated: z.boolean().default(true).describe('The domain is verified.'),
    samlEnabled: z.boolean().default(false),
    samlRequired: z.boolean().default(false).describe('Required for login.'),
    oktaSCIM: z.boolean().default(false).describe('Support has enabled SCIM deactivation. True turns on the SCIM endpoint.'),
    scimToken: z
      .string()
      .min(16)
      .max(500)
      // A header can't carry other characters, and a space would end the token.
      .regex(/^[\x21-\x7e]+$/, 'must only contain printable ASCII characters, without spaces')
      .optional()
      .describe('Default: derived from company and domain, the same at every start.'),
    scimTokenNumber: z.int().positive().default(1).describe('The number of tokens that the domain has had.'),
    scimTokenHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
      .optional()
      .describe('The SHA-256 of the token, as an alternative to the token.'),
  }),
);

export const domains = defineCollection({
  name: 'domains',
  nouns: 'domains',
  keyName: 'name',
  key: ({ domain }: Domain) => domain,
  indexes: {},
  isSet: true,
  seed: () =>
    list(z.union([domainName(), domainSettingsSeed()]))
      .min(1)
      .describe('Verified domains, by name or with their SAML and SCIM settings.'),
  document: {
    write: ({ domain, settings }: Domain): DomainDocument => (settings === undefined ? domain : { domain, ...settings }),
    read: (document: DomainDocument): Domain => {
      if (typeof document === 'string') return { domain: document.toLowerCase() };
      const { domain, ...settings } = document;
      return { domain: domain.toLowerCase(), settings };
    },
  },
});

/** For a domain without its own settings. */
export const DEFAULT_DOMAIN_SETTINGS: DomainSettings = {
  validated: true,
  samlEnabled: false,
  samlRequired: false,
  oktaSCIM: false,
  scimTokenNumber: 1,
};
