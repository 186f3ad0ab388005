import type { Member } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { emailOf } from '../../emulator/world/people.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { onDuty, Ways } from './on-leave.js';
import type { Update } from './update.js';

/**
 * Invites everyone to the policies where they approve: managers, their managers and so on, over-limit and next
 * approvers. Without shouldFixApprovalChains nobody is invited, and an advisory names the missing people.
 */
export function* fixApprovalChains(update: Update): Work<void> {
  for (const [policyID, written] of update.written.entries()) {
    const policy = update.company.policies.get(policyID);
    if (policy === undefined) continue;
    yield* fixPolicy(update, policy, [...written]);
    if (update.ended.size > 0) yield* adviseOnGoneManagers(update, policy);
  }
  for (const [policyID] of update.ended.entries()) {
    const policy = update.company.policies.get(policyID);
    if (policy !== undefined && update.written.of(policyID) === undefined) yield* adviseOnGoneManagers(update, policy);
  }
}

function* fixPolicy(update: Update, policy: Policy, start: number[]): Work<void> {
  const { options } = update;
  const seen = new Set(start);
  const queue = start;
  const ways = new Ways();
  let steps = 0;
  // The queue grows while it is processed, because each approver may have another. `seen` ends the loop, even for circles.
  for (const accountID of queue) {
    if (++steps % STRIDE === 0) yield STRIDE;
    const member = update.member(policy.id, accountID);
    if (member === undefined) continue;
    for (const approverID of approversOf(member, options.fixFirstLevelManagersOnly)) {
      if (seen.has(approverID)) continue;
      seen.add(approverID);
      if (update.member(policy.id, approverID) === undefined) {
        // Looks for their manager on each of the company's policies.
        yield update.company.policies.size;
        if (!invite(update, policy, approverID, ways)) continue;
      }
      if (!options.fixFirstLevelManagersOnly) queue.push(approverID);
    }
  }
}

function approversOf({ submitsTo, forwardsTo, overLimitForwardsTo }: Member, firstLevelOnly: boolean): number[] {
  const approvers: number[] = [];
  if (submitsTo !== undefined) approvers.push(submitsTo);
  if (!firstLevelOnly && typeof forwardsTo === 'number') approvers.push(forwardsTo);
  if (!firstLevelOnly && overLimitForwardsTo !== undefined) approvers.push(overLimitForwardsTo);
  return approvers;
}

/** Adds an approver to the policy. False if that is not allowed: people removed by this feed are not added again. */
function invite(update: Update, policy: Policy, accountID: number, ways: Ways): boolean {
  const { transaction, options } = update;
  if (update.ended.has(policy.id, accountID)) return false;
  if (!options.shouldFixApprovalChains) {
    update.advise('manager-not-on-policy', emailOf(transaction, accountID));
    return false;
  }
  const manager = options.fixFirstLevelManagersOnly ? policy.ownerID : managerElsewhere(update, accountID, policy.ownerID);
  const submitsTo = onDuty(update, policy, manager, ways);
  update.write({ policyID: policy.id, accountID, role: 'user', submitsTo });
  return true;
}

/** The person that someone submits to on another policy, or else the policy owner. */
function managerElsewhere(update: Update, accountID: number, ownerID: number): number {
  for (const { id } of update.company.policies.values()) {
    const submitsTo = update.member(id, accountID)?.submitsTo;
    if (submitsTo !== undefined && submitsTo !== accountID) return submitsTo;
  }
  return ownerID;
}

function* adviseOnGoneManagers({ transaction, ended, advise }: Update, policy: Policy): Work<void> {
  const gone = ended.of(policy.id);
  if (gone === undefined || gone.size === 0) return;
  let steps = 0;
  for (const member of transaction.members.list('policyID', policy.id)) {
    if (++steps % STRIDE === 0) yield STRIDE;
    for (const accountID of approversOf(member, false))
      if (gone.has(accountID)) advise('terminated-manager', emailOf(transaction, accountID));
  }
}
