import type { ScimExchange } from './exchange.js';

/** The events in Okta that make its SCIM client send requests. */
export const SCIM_EVENTS = ['test', 'assign', 'unassign', 'deactivate', 'reactivate', 'import'] as const;
export type ScimEvent = (typeof SCIM_EVENTS)[number];

/** The result of an event. */
export interface ScimResult {
  readonly event: ScimEvent;
  /** The userName that was looked up; undefined for events without a user. */
  readonly user?: string;
  /**
   * `not-linked`: the service has no such user, so Okta has nothing to change.
   * `failed`: a request was refused, or its response is not what Okta expects.
   */
  readonly status: 'done' | 'not-linked' | 'failed';
  /** One sentence for people. */
  readonly message: string;
  /** The requests in order, without the token. */
  readonly trace: readonly ScimExchange[];
}

/** A user of the service, as imported into Okta. */
export interface ImportedUser {
  readonly id: string;
  readonly userName: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  readonly active: boolean;
}

export interface ScimImport extends ScimResult {
  /** The users of all pages that could be read. */
  readonly users: readonly ImportedUser[];
}
