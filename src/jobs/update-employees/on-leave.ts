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
    const known = new Map<number, number>();
    for (const member of candidates) reroute(update, policy, member, known);
  }
}

function reroute(update: Update, policy: Policy, member: Member, known: Map<number, number>): void {
  const { submitsTo } = member;
  if (submitsTo === undefined || !isOnLeave(update.draft.member(policy.id, submitsTo))) return;
  const found = firstOnDuty(update, policy, submitsTo, known);
  const onDuty = found === member.accountID ? policy.ownerID : found;
  if (onDuty !== submitsTo) update.write(policy, { ...member, submitsTo: onDuty });
}

/** Who approves in the place of somebody: the first manager up the way who is not on leave. */
export function onDuty(update: Update, policy: Policy, accountID: number): number {
  return firstOnDuty(update, policy, accountID, new Map());
}

/** Remembers where each way led: a long chain on leave would else be walked again from each of its members. */
function firstOnDuty({ draft }: Update, policy: Policy, start: number, known: Map<number, number>): number {
  const passed = new Set<number>();
  let accountID = start;
  for (let member = draft.member(policy.id, accountID); isOnLeave(member); member = draft.member(policy.id, accountID)) {
    passed.add(accountID);
    accountID = known.get(accountID) ?? member?.submitsTo ?? policy.ownerID;
    if (!passed.has(accountID)) continue;
    accountID = policy.ownerID;
    break;
  }
  for (const on of passed) known.set(on, accountID);
  return accountID;
}

function isOnLeave(member: Member | undefined): boolean {
  return member?.workerStatus?.toLowerCase() === 'on leave';
}
