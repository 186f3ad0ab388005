import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { defineCollection } from '../collection.js';

/** A domain of the company. */
export interface Domain {
  /** Lower case. */
  readonly domain: string;
  /** Absent when nobody has said anything about them: the domain is verified, and whether SCIM is set up is an option of the emulator. */
  readonly settings?: DomainSettings;
}

/** What Expensify's page Settings > Domains > [Domain] > SAML shows, by the names that its app has for it. */
export interface DomainSettings {
  /** The company has shown that the domain is its own. */
  readonly validated: boolean;
  readonly samlEnabled: boolean;
  /** People of the domain can only sign in through SAML. */
  readonly samlRequired: boolean;
  /** Expensify's support has enabled SCIM deactivation through Okta. */
  readonly oktaSCIM: boolean;
  /** Counts the tokens there have been: each number has a token of its own. */
  readonly scimTokenNumber: number;
  /** SHA-256 of a token that a seed names, hex; without one the token follows from its number. */
  readonly scimTokenHash?: string | undefined;
}

/** A domain's name alone when it has no settings. */
export type DomainDocument = string | ({ readonly domain: string } & DomainSettings);

const domainName = z
  .string()
  .min(1)
  .regex(/^[^\s@]+$/, 'is not a domain such as acme.example');

export const domainSettingsSeed = z.strictObject({
  domain: domainName,
  validated: z.boolean().default(true).describe('The domain is verified.'),
  samlEnabled: z.boolean().default(false),
  samlRequired: z.boolean().default(false).describe('Required for login.'),
  oktaSCIM: z.boolean().default(false).describe('Support has enabled SCIM deactivation. True turns the SCIM endpoint on.'),
  scimToken: z
    .string()
    .min(16)
    .max(500)
    // No header can carry anything else, and what stands behind a space would be read as the token of "Bearer".
    .regex(/^[\x21-\x7e]+$/, 'must only have printable ASCII characters and no spaces')
    .optional()
    .describe('Default: derived from company and domain, the same on every start.'),
  scimTokenNumber: z.int().positive().default(1).describe('Counts the tokens there have been.'),
  scimTokenHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
    .optional()
    .describe('Instead of the token: its SHA-256.'),
});

export const domains = defineCollection({
  name: 'domains',
  nouns: 'domains',
  keyName: 'name',
  key: ({ domain }: Domain) => domain,
  indexes: {},
  isSet: true,
  seed: list(z.union([domainName, domainSettingsSeed]))
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

/** Of a domain that has no settings of its own. */
export const DEFAULT_DOMAIN_SETTINGS: DomainSettings = {
  validated: true,
  samlEnabled: false,
  samlRequired: false,
  oktaSCIM: false,
  scimTokenNumber: 1,
};
