import type { Advise } from '../../emulator/advisories/advise.js';
import type { Company, Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import { type Member, memberKey } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { accountByLogin, ensureAccount, memberOf } from '../../emulator/world/people.js';
import type { UpdateEmployeesInput } from './definition.js';
import type { SkipReason } from './employee-record.js';

export type UpdateOptions = Pick<
  UpdateEmployeesInput,
  'setEmployeePrimaryPolicy' | 'shouldFixApprovalChains' | 'fixFirstLevelManagersOnly'
>;

/** A feed that is being applied to a company: the transaction, and what the response will say about it. */
export class Update {
  /** Members that the update wrote, new members and removed members: policy id → account numbers, in the order of the feed. */
  readonly written = new Map<string, Set<number>>();
  readonly added = new Map<string, Set<number>>();
  /** Everyone the feed terminated, including people it had added itself. They are not invited again. */
  readonly ended = new Map<string, Set<number>>();
  /** The secondary logins of the accounts that the feed renamed, in order. */
  readonly formerLogins = new Map<number, Set<string>>();
  /** A primary login that the feed replaced → the number of its account, until the account's list of logins is written. */
  readonly renamed = new Map<string, number>();
  /** Domain group id → account numbers. */
  readonly grouped = new Map<string, Set<number>>();
  readonly skipped: { readonly email: string; readonly reason: SkipReason; readonly value: string }[] = [];
  /** People with their own record on a policy: policy id → account numbers. */
  readonly named = new Map<string, Set<number>>();
  /** People named as manager on a policy: policy id → account numbers. */
  readonly managing = new Map<string, Set<number>>();
  /** People to remove from every policy that the feed does not assign them to. */
  readonly leavingUnassigned = new Set<number>();
  /** Accounts of the records that were not skipped. */
  readonly counted = new Set<number>();
  /** Addresses of unknown terminated people, who are counted too. */
  readonly countedAbsent = new Set<string>();

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
    const absent = [...this.countedAbsent].filter((email) => !this.counted.has(this.accountByLogin(email)?.accountID ?? 0));
    return this.counted.size + absent.length;
  }

  /** The terminated people who were on the policy. A person whom this feed had added was not. */
  get removed(): Map<string, Set<number>> {
    return new Map(
      Array.from(this.ended, ([policyID, accountIDs]) => {
        return [policyID, new Set([...accountIDs].filter((accountID) => memberOf(this.company, policyID, accountID)))];
      }),
    );
  }

  /** A policy that the caller administers. Others count as not found. */
  policy(policyID: string): Policy | undefined {
    const policy = this.company.policies.get(policyID);
    return memberOf(this.company, policyID, this.caller.accountID)?.role === 'admin' ? policy : undefined;
  }

  /** The account of a login, including logins that this feed replaced. */
  accountByLogin(email: string): Account | undefined {
    const renamed = this.renamed.get(email);
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
    entry(this.written, policyID).add(accountID);
    this.ended.get(policyID)?.delete(accountID);
    if (isNew && memberOf(this.company, policyID, accountID) === undefined) entry(this.added, policyID).add(accountID);
  }

  remove(policy: Policy, accountID: number): void {
    this.transaction.members.remove(memberKey(policy.id, accountID));
    this.written.get(policy.id)?.delete(accountID);
    this.added.get(policy.id)?.delete(accountID);
    entry(this.ended, policy.id).add(accountID);
  }

  /** Registers that a record has a person on a policy. False if an earlier record does too. */
  name(policyID: string, accountID: number): boolean {
    const named = entry(this.named, policyID);
    const isFirst = !named.has(accountID);
    named.add(accountID);
    return isFirst;
  }

  manage(policyID: string, managerID: number): void {
    entry(this.managing, policyID).add(managerID);
  }

  group(groupID: string, accountID: number): void {
    entry(this.grouped, groupID).add(accountID);
  }
}

function entry(map: Map<string, Set<number>>, key: string): Set<number> {
  const set = map.get(key) ?? new Set<number>();
  map.set(key, set);
  return set;
}
