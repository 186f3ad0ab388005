import type { Company } from './company.js';
import type { Account, Member, Policy } from './types.js';

/** One thing a draft holds; without `before` it is new, without `after` it goes. */
export type Written =
  | { readonly kind: 'account'; readonly before: Account | undefined; readonly after: Account }
  | { readonly kind: 'member'; readonly policyID: string; readonly before: Member | undefined; readonly after: Member | undefined };

/**
 * A change to a company that is computed first and applied at once, or not at all. Reads see the draft's own writes.
 * It costs what it touches: a record changed in a company of 100,000 copies one record.
 */
export class Draft {
  readonly #company: Company;
  readonly #accounts = new Map<number, Account>();
  readonly #logins = new Map<string, number>();
  readonly #employeeIDs = new Map<string, number>();
  /** `null` marks a removed member. */
  readonly #members = new Map<string, Map<number, Member | null>>();
  #nextAccountID: number;

  constructor(company: Company) {
    this.#company = company;
    this.#nextAccountID = company.nextAccountID;
  }

  account(accountID: number): Account | undefined {
    return this.#accounts.get(accountID) ?? this.#company.accounts.get(accountID);
  }

  accountByLogin(email: string): Account | undefined {
    const accountID = this.#logins.get(email);
    return accountID === undefined ? this.#company.accountByLogin(email) : this.account(accountID);
  }

  accountByEmployeeID(employeeID: string): Account | undefined {
    const accountID = this.#employeeIDs.get(employeeID);
    const account = accountID === undefined ? this.#company.accountByEmployeeID(employeeID) : this.account(accountID);
    // Within the draft the account may have been given another id since.
    return account !== undefined && this.account(account.accountID)?.employeeID === employeeID
      ? this.account(account.accountID)
      : undefined;
  }

  emailOf(accountID: number): string {
    return this.account(accountID)?.email ?? '';
  }

  putAccount(account: Account): void {
    const before = this.account(account.accountID);
    this.#accounts.set(account.accountID, account);
    this.#logins.set(account.email, account.accountID);
    // The same list is entered already, here or in the company; somebody who was renamed often has a long one.
    if (before?.secondaryLogins !== account.secondaryLogins) {
      for (const login of account.secondaryLogins) this.#logins.set(login, account.accountID);
    }
    if (account.employeeID !== undefined) this.#employeeIDs.set(account.employeeID, account.accountID);
  }

  /** The account of an address, made when nobody holds it yet. */
  ensureAccount(email: string): Account {
    const existing = this.accountByLogin(email);
    if (existing !== undefined) return this.account(existing.accountID) ?? existing;
    const account: Account = {
      accountID: this.#nextAccountID++,
      email,
      secondaryLogins: [],
      firstName: '',
      lastName: '',
      isNameSetByHand: false,
    };
    this.putAccount(account);
    return account;
  }

  member(policyID: string, accountID: number): Member | undefined {
    const change = this.#members.get(policyID)?.get(accountID);
    if (change !== undefined) return change ?? undefined;
    return this.#company.policies.get(policyID)?.members.get(accountID);
  }

  putMember(policyID: string, member: Member): void {
    this.#changesOf(policyID).set(member.accountID, member);
  }

  removeMember(policyID: string, accountID: number): void {
    this.#changesOf(policyID).set(accountID, null);
  }

  /** Everyone on a policy as the draft would leave it. */
  *members(policy: Policy): Generator<Member> {
    const changes = this.#members.get(policy.id);
    for (const member of policy.members.values()) {
      const change = changes?.get(member.accountID);
      if (change === undefined) yield member;
      else if (change !== null) yield change;
    }
    for (const [accountID, change] of changes ?? []) if (change !== null && !policy.members.has(accountID)) yield change;
  }

  /** Each account and membership that was written, as it was and as it would be; not all of them need differ. */
  *written(): Generator<Written> {
    for (const after of this.#accounts.values()) yield { kind: 'account', before: this.#company.accounts.get(after.accountID), after };
    for (const [policyID, changes] of this.#members) {
      const members = this.#company.policies.get(policyID)?.members;
      for (const [accountID, after] of changes) {
        yield { kind: 'member', policyID, before: members?.get(accountID), after: after ?? undefined };
      }
    }
  }

  /** Applies everything. Nothing in here can fail half way. */
  commit(): void {
    for (const account of this.#accounts.values()) this.#company.putAccount(account);
    for (const [policyID, changes] of this.#members) {
      for (const [accountID, member] of changes) {
        if (member === null) this.#company.removeMember(policyID, accountID);
        else this.#company.putMember(policyID, member);
      }
    }
  }

  #changesOf(policyID: string): Map<number, Member | null> {
    const changes = this.#members.get(policyID) ?? new Map<number, Member | null>();
    this.#members.set(policyID, changes);
    return changes;
  }
}
