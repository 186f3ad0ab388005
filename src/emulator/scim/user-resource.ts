import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import type { Account } from '../world/entities/account.js';

/** A SCIM user (RFC 7643, section 4.1). */
export interface UserResource {
  readonly schemas: readonly string[];
  /** The account number as a string, as the format of Expensify's ids is not published. */
  readonly id: string;
  readonly userName: string;
  readonly name: { readonly givenName: string; readonly familyName: string; readonly formatted: string };
  readonly displayName: string;
  readonly emails: readonly { readonly value: string; readonly type: 'work' | 'other'; readonly primary: boolean }[];
  readonly active: boolean;
  readonly meta: { readonly resourceType: 'User'; readonly location: string };
}

/** `base` is the URL of the endpoint, for the location. */
export function userResource(account: Account, base: string): UserResource {
  const { accountID, email, firstName, lastName, secondaryLogins } = account;
  const formatted = [firstName, lastName].filter(Boolean).join(' ');
  return {
    schemas: [SCIM_SCHEMAS.user],
    id: String(accountID),
    userName: email,
    name: { givenName: firstName, familyName: lastName, formatted },
    displayName: formatted,
    emails: [
      { value: email, type: 'work', primary: true },
      ...secondaryLogins.map((value) => ({ value, type: 'other' as const, primary: false })),
    ],
    active: account.isDeactivated !== true,
    meta: { resourceType: 'User', location: `${base}/Users/${accountID}` },
  };
}
