import { DEFAULT_DOMAIN_SETTINGS, type Domain, type DomainSettings } from '../world/entities/domain.js';

/** The emulator's options for SCIM. */
export interface ScimOptions {
  /** Every domain that has no settings of its own is set up for SCIM. */
  readonly isOn: boolean;
  /** POST /Users creates users, which Expensify's integration does not do. */
  readonly isFull: boolean;
  /** Requests a minute for each domain; undefined for no limit. */
  readonly requestsPerMinute: number | undefined;
}

const SET_UP: DomainSettings = { ...DEFAULT_DOMAIN_SETTINGS, samlEnabled: true, samlRequired: true, oktaSCIM: true };

/** A domain's own settings, or the defaults. */
export function settingsOf({ settings }: Domain, { isOn }: Pick<ScimOptions, 'isOn'>): DomainSettings {
  return settings ?? (isOn ? SET_UP : DEFAULT_DOMAIN_SETTINGS);
}

/** What a domain lacks for SCIM, in the order of Expensify's instructions; undefined if it is set up. */
export function whyNotSetUp({ validated, samlEnabled, samlRequired, oktaSCIM }: DomainSettings): string | undefined {
  if (!validated) return 'the domain is not verified';
  if (!samlEnabled) return 'SAML is not enabled';
  if (!samlRequired) return 'SAML is not required for login';
  return oktaSCIM ? undefined : 'support has not enabled SCIM';
}
