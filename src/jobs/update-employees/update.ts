import type { Advise } from '../../emulator/advisories/advise.js';
import type { Company } from '../../emulator/world/company.js';
import { Draft } from '../../emulator/world/draft.js';
import type { Account, Member, Policy } from '../../emulator/world/types.js';
import type { UpdateEmployeesInput } from './definition.js';
import type { SkipReason } from './employee-record.js';

export type UpdateOptions = Pick<
  UpdateEmployeesInput,
  'setEmployeePrimaryPolicy' | 'shouldFixApprovalChains' | 'fixFirstLevelManagersOnly'
>;

/** A feed on its way into a company: the draft, and what the answer will tell about it. */
export class Update {
  readonly draft: Draft;
  /** Members the update wrote, new members and removed ones: policy id → account numbers, in the order of the feed. */
  readonly written = new Map<string, Set<number>>();
  readonly added = new Map<string, Set<number>>();
  /** Whoever the feed ended, people it had added itself among them: nobody invites them back. */
  readonly ended = new Map<string, Set<number>>();
  /** The secondary logins of accounts that the feed renamed, in order. */
  readonly formerLogins = new Map<number, Set<string>>();
  /** Domain group id → account numbers. */
  readonly grouped = new Map<string, Set<number>>();
  readonly skipped: { readonly email: string; readonly reason: SkipReason; readonly value: string }[] = [];
  /** Whom records of their own name on a policy: policy id → account numbers. */
  readonly named = new Map<string, Set<number>>();
  /** Whom records name as manager on a policy: policy id → account numbers. */
  readonly managing = new Map<string, Set<number>>();
  /** Who is to leave every policy that the feed does not assign them to. */
  readonly leavingUnassigned = new Set<number>();
  /** Accounts of the records that were not skipped. */
  readonly counted = new Set<number>();
  /** Addresses of terminated people nobody knows: they count too. */
  readonly countedAbsent = new Set<string>();

  constructor(
    readonly company: Company,
    readonly caller: Account,
    readonly options: UpdateOptions,
    readonly advise: Advise,
  ) {
    this.draft = new Draft(company);
  }

  /** People of records that were not skipped, each once. */
  get count(): number {
    const absent = [...this.countedAbsent].filter((email) => !this.counted.has(this.draft.accountByLogin(email)?.accountID ?? 0));
    return this.counted.size + absent.length;
  }

  /** The ended ones who were on the policy: someone this very feed had added was never there to be removed. */
  get removed(): Map<string, Set<number>> {
    return new Map(
      Array.from(this.ended, ([policyID, accountIDs]) => {
        const before = this.company.policies.get(policyID)?.members;
        return [policyID, new Set([...accountIDs].filter((accountID) => before?.has(accountID)))];
      }),
    );
  }

  /** A policy the caller administers; others count as not found. */
  policy(policyID: string): Policy | undefined {
    const policy = this.company.policies.get(policyID);
    return policy?.members.get(this.caller.accountID)?.role === 'admin' ? policy : undefined;
  }

  write(policy: Policy, member: Member): void {
    const isNew = this.draft.member(policy.id, member.accountID) === undefined;
    this.draft.putMember(policy.id, member);
    entry(this.written, policy.id).add(member.accountID);
    this.ended.get(policy.id)?.delete(member.accountID);
    if (isNew && !policy.members.has(member.accountID)) entry(this.added, policy.id).add(member.accountID);
  }

  remove(policy: Policy, accountID: number): void {
    this.draft.removeMember(policy.id, accountID);
    this.written.get(policy.id)?.delete(accountID);
    this.added.get(policy.id)?.delete(accountID);
    entry(this.ended, policy.id).add(accountID);
  }

  /** Notes that a record names a person on a policy; false when one has done so before. */
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
