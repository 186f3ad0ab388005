import type { AccessGrant, Account, Credential, DomainGroup, Member, Policy } from './types.js';

/** Account numbers look like the recorded ones (`18558431`). */
const FIRST_ACCOUNT_ID = 18558431;

/** One customer of Expensify, wholly apart from the others. The maps are changed by `commit` and by loading only. */
export class Company {
  readonly id: string;
  readonly name: string;
  readonly domains = new Set<string>();
  readonly domainAdmins = new Set<number>();
  readonly domainGroups = new Map<string, DomainGroup>();
  readonly accounts = new Map<number, Account>();
  readonly policies = new Map<string, Policy>();
  readonly credentials = new Map<string, Credential>();
  readonly grants: AccessGrant[] = [];
  /** Primary and secondary logins alike lead to the account. */
  readonly #logins = new Map<string, number>();
  readonly #employeeIDs = new Map<string, number>();
  #nextAccountID = FIRST_ACCOUNT_ID;
  #version = 0;

  constructor(id: string, name: string) {
    this.id = id;
    this.name = name;
  }

  /** Counts changes of accounts and members, so that a view may be kept until the next one. */
  get version(): number {
    return this.#version;
  }

  get nextAccountID(): number {
    return this.#nextAccountID;
  }

  accountByLogin(email: string): Account | undefined {
    const accountID = this.#logins.get(email);
    return accountID === undefined ? undefined : this.accounts.get(accountID);
  }

  accountByEmployeeID(employeeID: string): Account | undefined {
    const accountID = this.#employeeIDs.get(employeeID);
    return accountID === undefined ? undefined : this.accounts.get(accountID);
  }

  /** The primary address of an account, "" for one nobody knows: a reader never sees a number. */
  emailOf(accountID: number): string {
    return this.accounts.get(accountID)?.email ?? '';
  }

  isDomainAdmin(account: Account): boolean {
    return this.domainAdmins.has(account.accountID);
  }

  /** True when `grantor`, or the domain of that address, let `grantee` act for them. */
  hasGranted(grantor: string, grantee: Account): boolean {
    const domain = grantor.slice(grantor.lastIndexOf('@') + 1);
    return this.grants.some((grant) => grant.granteeID === grantee.accountID && (grant.grantor === grantor || grant.grantor === domain));
  }

  /** Puts an account in place, in all indexes: the old version's logins that it no longer holds are freed. */
  putAccount(account: Account): void {
    this.#version++;
    const before = this.accounts.get(account.accountID);
    if (before !== undefined) {
      for (const login of [before.email, ...before.secondaryLogins]) release(this.#logins, login, account.accountID);
      if (before.employeeID !== undefined) release(this.#employeeIDs, before.employeeID, account.accountID);
    }
    this.accounts.set(account.accountID, account);
    for (const login of [account.email, ...account.secondaryLogins]) this.#logins.set(login, account.accountID);
    if (account.employeeID !== undefined) this.#employeeIDs.set(account.employeeID, account.accountID);
    if (account.accountID >= this.#nextAccountID) this.#nextAccountID = account.accountID + 1;
  }

  putMember(policyID: string, member: Member): void {
    this.#version++;
    this.policies.get(policyID)?.members.set(member.accountID, member);
  }

  removeMember(policyID: string, accountID: number): void {
    this.#version++;
    this.policies.get(policyID)?.members.delete(accountID);
  }
}

/** Frees a key only while it is still this account's: within one commit another may already have taken it over. */
function release(index: Map<string, number>, key: string, accountID: number): void {
  if (index.get(key) === accountID) index.delete(key);
}
