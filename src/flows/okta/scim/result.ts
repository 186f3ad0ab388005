import type { ScimExchange } from './exchange.js';

/** What Okta's client does, or what happens in Okta that makes it do something. */
export const SCIM_EVENTS = ['test', 'assign', 'unassign', 'deactivate', 'reactivate', 'import'] as const;
export type ScimEvent = (typeof SCIM_EVENTS)[number];

/** What an event came to. */
export interface ScimResult {
  readonly event: ScimEvent;
  /** The userName that was looked for; undefined for events without a user. */
  readonly user?: string;
  /**
   * `not-linked`: the service has no such user, so Okta has nothing to change.
   * `failed`: a request was refused, or its response is not what Okta expects.
   */
  readonly status: 'done' | 'not-linked' | 'failed';
  /** A sentence for people. */
  readonly message: string;
  /** The requests in order. The token is taken out of them. */
  readonly trace: readonly ScimExchange[];
}

/** A user of the service, as an import brings it to Okta. */
export interface ImportedUser {
  readonly id: string;
  readonly userName: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  readonly active: boolean;
}

export interface ScimImport extends ScimResult {
  /** Of all pages that could be read. */
  readonly users: readonly ImportedUser[];
}
