import type { Advise } from '../../emulator/advisories/advise.js';
import type { Company, Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import { type Member, memberKey } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { accountByLogin, ensureAccount, memberOf } from '../../emulator/world/people.js';
import { AccountSets } from './account-sets.js';
import type { UpdateEmployeesInput } from './definition.js';
import type { SkipReason } from './employee-record.js';

export type UpdateOptions = Pick<
  UpdateEmployeesInput,
  'setEmployeePrimaryPolicy' | 'shouldFixApprovalChains' | 'fixFirstLevelManagersOnly'
>;

/** The previous primary logins of the accounts that a feed renamed. */
export interface Renames {
  /** The secondary logins of each account, in order. */
  readonly former: Map<number, Set<string>>;
  /** A primary login that was replaced → the number of its account, until the account's list of logins is written. */
  readonly accountOf: Map<string, number>;
}

/** A feed that is being applied to a company: the transaction, and what the response will say about it. */
export class Update {
  /** Members that the update wrote, new members and removed members: policy id → account numbers, in the order of the feed. */
  readonly written = new AccountSets();
  readonly added = new AccountSets();
  /** Everyone the feed terminated, including people it had added itself. They are not invited again. */
  readonly ended = new AccountSets();
  /** The people whose address the feed changed. Undefined if there are none. */
  renames: Renames | undefined;
  /** Domain group id → account numbers. */
  readonly grouped = new AccountSets();
  readonly skipped: { readonly email: string; readonly reason: SkipReason; readonly value: string }[] = [];
  /** People with their own record on a policy: policy id → account numbers. */
  readonly named = new AccountSets();
  /** People named as manager on a policy: policy id → account numbers. */
  readonly managing = new AccountSets();
  /** People to remove from every policy that the feed does not assign them to. */
  leavingUnassigned: Set<number> | undefined;
  /** Accounts of the records that were not skipped. */
  readonly counted = new Set<number>();
  /** The policy that was asked for last. Policies do not change during an update. */
  #asked: { readonly policyID: string; readonly policy: Policy | undefined } | undefined;
  /** Addresses of unknown terminated people, who are counted too. */
  countedAbsent: Set<string> | undefined;

  constructor(
    readonly transaction: Transaction,
    readonly caller: Account,
    readonly options: UpdateOptions,
    readonly advise: Advise,
  ) {}

  /** The member before the update. */
  get company(): Company {
    return this.transaction.company;
  }

  /** The people in records that were not skipped, without duplicates. */
  get count(): number {
    const absent = [...(this.countedAbsent ?? [])].filter((email) => !this.counted.has(this.accountByLogin(email)?.accountID ?? 0));
    return this.counted.size + absent.length;
  }

  /** The terminated people who were on the policy. A person whom this feed had added was not. */
  get removed(): AccountSets {
    const removed = new AccountSets();
    for (const [policyID, accountIDs] of this.ended.entries())
      for (const accountID of accountIDs) if (memberOf(this.company, policyID, accountID)) removed.add(policyID, accountID);
    return removed;
  }

  /** A policy that the caller administers. Others count as not found. */
  policy(policyID: string): Policy | undefined {
    // The policy of a record is needed several times, and most records name the same one.
    if (policyID !== this.#asked?.policyID) this.#asked = { policyID, policy: this.#administered(policyID) };
    return this.#asked.policy;
  }

  #administered(policyID: string): Policy | undefined {
    const isAdmin = memberOf(this.company, policyID, this.caller.accountID)?.role === 'admin';
    return isAdmin ? this.company.policies.get(policyID) : undefined;
  }

  /** The account of a login, including logins that this feed replaced. */
  accountByLogin(email: string): Account | undefined {
    const renamed = this.renames?.accountOf.get(email);
    return accountByLogin(this.transaction, email) ?? (renamed === undefined ? undefined : this.transaction.accounts.get(renamed));
  }

  /** The account of an address. It is created if there is none. */
  ensureAccount(email: string): Account {
    return this.accountByLogin(email) ?? ensureAccount(this.transaction, email);
  }

  member(policyID: string, accountID: number): Member | undefined {
    return memberOf(this.transaction, policyID, accountID);
  }

  write(member: Member): void {
    const { policyID, accountID } = member;
    const isNew = this.member(policyID, accountID) === undefined;
    this.transaction.members.put(member);
    this.written.add(policyID, accountID);
    this.ended.delete(policyID, accountID);
    if (isNew && memberOf(this.company, policyID, accountID) === undefined) this.added.add(policyID, accountID);
  }

  remove(policy: Policy, accountID: number): void {
    this.transaction.members.remove(memberKey(policy.id, accountID));
    this.written.delete(policy.id, accountID);
    this.added.delete(policy.id, accountID);
    this.ended.add(policy.id, accountID);
  }

  /** Registers that a record has a person on a policy. False if an earlier record does too. */
  name(policyID: string, accountID: number): boolean {
    const isFirst = !this.named.has(policyID, accountID);
    this.named.add(policyID, accountID);
    return isFirst;
  }

  leaveUnassigned(accountID: number): void {
    this.leavingUnassigned ??= new Set();
    this.leavingUnassigned.add(accountID);
  }

  countAbsent(email: string): void {
    this.countedAbsent ??= new Set();
    this.countedAbsent.add(email);
  }
}
