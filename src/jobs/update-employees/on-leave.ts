import type { Member, Policy } from '../../world/types.js';
import type { Update } from './update.js';

/**
 * Managers on leave approve nothing: whoever submits to one submits to that one's manager on the policy, and so on
 * up, and to the policy owner where the way ends or turns in a circle.
 */
export function rerouteAroundLeave(update: Update): void {
  const { company, draft } = update;
  for (const [policyID, written] of [...update.written]) {
    const policy = company.policies.get(policyID);
    if (policy === undefined) continue;
    const isNewlyOnLeave = [...written].some(
      (accountID) => isOnLeave(draft.member(policyID, accountID)) && !isOnLeave(policy.members.get(accountID)),
    );
    // Only someone newly on leave concerns people outside of the feed.
    const candidates = isNewlyOnLeave
      ? [...draft.members(policy)]
      : [...written].flatMap((accountID) => draft.member(policyID, accountID) ?? []);
    for (const member of candidates) reroute(update, policy, member);
  }
}

function reroute(update: Update, policy: Policy, member: Member): void {
  const { submitsTo } = member;
  if (submitsTo === undefined || !isOnLeave(update.draft.member(policy.id, submitsTo))) return;
  const found = firstOnDuty(update, policy, submitsTo);
  const onDuty = found === member.accountID ? policy.ownerID : found;
  if (onDuty !== submitsTo) update.write(policy, { ...member, submitsTo: onDuty });
}

function firstOnDuty({ draft }: Update, policy: Policy, start: number): number {
  const passed = new Set<number>();
  let accountID = start;
  for (let member = draft.member(policy.id, accountID); isOnLeave(member); member = draft.member(policy.id, accountID)) {
    passed.add(accountID);
    accountID = member?.submitsTo ?? policy.ownerID;
    if (passed.has(accountID)) return policy.ownerID;
  }
  return accountID;
}

function isOnLeave(member: Member | undefined): boolean {
  return member?.workerStatus?.toLowerCase() === 'on leave';
}
