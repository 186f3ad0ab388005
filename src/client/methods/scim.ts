import { ValidationError } from '../errors.js';
import type { ScimConnection } from '../scim/scim-connection.js';
import type { ScimUser, UserChange } from '../scim/user-change.js';
import type { CallOptions } from './call-options.js';

/**
 * Deactivation over SCIM, as Okta's client does it. Needs the option `scim`. Expensify offers SCIM deactivation to Okta but has not
 * published its endpoint. For the live service you must know the URL and the requests it accepts; the emulator's are assumed.
 */
export interface ScimMethods {
  /**
   * Signs the user out and refuses further sign-ins. **Writes** unless the user is inactive already. The account, its policies and
   * reports stay: `updateEmployees` with `isTerminated` removes members. Failed requests are retried, as repeating them is safe. Throws
   * NotFoundError if no user on the token's domain has the address. The endpoint and the requests are assumed; see `ScimMethods`.
   * @example const { wasActive } = await client.deactivateUser('nina@acme.example');
   */
  deactivateUser(email: string, options?: CallOptions): Promise<UserChange>;
  /** Lets a deactivated user sign in again. **Writes** unless the user is active already. Otherwise like `deactivateUser`. */
  reactivateUser(email: string, options?: CallOptions): Promise<UserChange>;
  /** Whether a user is active; undefined if no user on the token's domain has the address. Writes nothing. Assumed; see `ScimMethods`. */
  scimUser(email: string, options?: CallOptions): Promise<ScimUser | undefined>;
}

/** Loads the code of the methods when one is called, as most clients call none. */
export function scimMethods(connection: ScimConnection | undefined): ScimMethods {
  return {
    deactivateUser: async (email, options = {}) =>
      (await load()).setActive(configured(connection, 'deactivateUser'), email, false, options),
    reactivateUser: async (email, options = {}) => (await load()).setActive(configured(connection, 'reactivateUser'), email, true, options),
    scimUser: async (email, options = {}) => (await load()).readUser(configured(connection, 'scimUser'), email, options),
  };
}

const load = () => import('../scim/set-active.js');

function configured(connection: ScimConnection | undefined, method: string): ScimConnection {
  if (connection !== undefined) return connection;
  throw new ValidationError(
    `${method} needs the option scim: { url, token } of createClient. The Integration Server has no job that deactivates users.`,
    { job: 'scim', attempts: 0 },
  );
}
