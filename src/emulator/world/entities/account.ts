import { z } from 'zod';
import { defined } from '../../../util/defined.js';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { email, id } from './fields.js';

/** A person's login at Expensify, whatever policies they are on. People refer to each other by `accountID`. */
export interface Account {
  readonly accountID: number;
  /** Primary login, in lower case. */
  readonly email: string;
  readonly secondaryLogins: readonly string[];
  readonly firstName: string;
  readonly lastName: string;
  /** A name that the person set is never overwritten by a feed. */
  readonly isNameSetByHand: boolean;
  /** The employer's permanent id, unique in the company. */
  readonly employeeID?: string;
  readonly domainGroupID?: string;
  readonly primaryPolicyID?: string;
  /** Deactivated through SCIM: the person can't sign in. Policies, roles and reports stay as they are. */
  readonly isDeactivated?: true;
}

export interface AccountDocument {
  readonly accountID?: number | undefined;
  readonly email: string;
  readonly secondaryLogins?: readonly string[] | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly isNameSetByHand?: boolean | undefined;
  readonly employeeID?: string | undefined;
  readonly domainGroupID?: string | undefined;
  readonly primaryPolicyID?: string | undefined;
  readonly isDeactivated?: boolean | undefined;
}

export const accountSeed = once(() =>
  z.strictObject({
    email: email(),
    secondaryLogins: list(email()).optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    isNameSetByHand: z.boolean().optional().describe('A name that the person set is never overwritten by a feed.'),
    employeeID: id().optional(),
    domainGroupID: id().optional(),
    primaryPolicyID: z.string().optional(),
    accountID: z.int().positive().optional(),
    isDeactivated: z.boolean().optional().describe("Deactivated through SCIM, so the person can't sign in."),
  }),
);

/** Primary and secondary logins both lead to the account. */
export const accounts = defineCollection({
  name: 'accounts',
  nouns: 'accounts',
  keyName: 'accountID',
  key: ({ accountID }: Account) => accountID,
  indexes: {
    login: { fields: ['email', 'secondaryLogins'], isUnique: true },
    employeeID: { fields: ['employeeID'], isUnique: true },
  },
  // Account numbers look like recorded ones (`18558431`).
  countsFrom: 18558431,
  seed: () => list(accountSeed()).optional().describe('People named elsewhere get an account without being listed here.'),
  document: {
    write: writeAccount,
    read: (document: AccountDocument, loading) => {
      const account = readAccount(document, document.accountID ?? loading.nextKey('accounts'));
      const { domainGroupID } = account;
      if (domainGroupID !== undefined && !loading.has('domainGroups', domainGroupID)) {
        loading.fail(`${account.email} is in the domain group ${domainGroupID}, which is not in domainGroups.`);
      }
      return account;
    },
    showKey: ({ email: address }) => address,
  },
});

/** The account of a person who is only named somewhere: an email address and nothing else. */
export function newAccount(accountID: number, address: string): Account {
  return readAccount({ email: address }, accountID);
}

/** Shared by all accounts without one. */
const NO_LOGINS: readonly string[] = [];

/** All accounts have the same fields, some of them undefined: 100,000 objects of one form take less memory and time. */
function readAccount(document: AccountDocument, accountID: number): Account {
  const { secondaryLogins = NO_LOGINS } = document;
  return {
    accountID,
    email: document.email.toLowerCase(),
    secondaryLogins: secondaryLogins.length === 0 ? NO_LOGINS : secondaryLogins.map((login) => login.toLowerCase()),
    firstName: document.firstName ?? '',
    lastName: document.lastName ?? '',
    isNameSetByHand: document.isNameSetByHand ?? false,
    employeeID: document.employeeID,
    domainGroupID: document.domainGroupID,
    primaryPolicyID: document.primaryPolicyID,
    isDeactivated: document.isDeactivated === true ? true : undefined,
  };
}

/** Writes the keys in a fixed order, independent of the order in which they were set. */
function writeAccount(account: Account): AccountDocument {
  const { accountID, email: address, secondaryLogins, firstName, lastName, isNameSetByHand } = account;
  const { employeeID, domainGroupID, primaryPolicyID, isDeactivated } = account;
  return defined({
    accountID,
    email: address,
    secondaryLogins,
    firstName,
    lastName,
    isNameSetByHand,
    employeeID,
    domainGroupID,
    primaryPolicyID,
    isDeactivated,
  });
}
