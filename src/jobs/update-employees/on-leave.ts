import type { Member } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { memberOf } from '../../emulator/world/people.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import type { Update } from './update.js';

/**
 * Managers on leave approve nothing. Their reports submit to the manager's manager on the policy, and so on. If the chain ends
 * or is a circle, they submit to the policy owner.
 */
export function* rerouteAroundLeave(update: Update): Work<void> {
  const { company, transaction } = update;
  for (const [policyID, written] of update.written.entries()) {
    const policy = company.policies.get(policyID);
    if (policy === undefined) continue;
    const feed = [...written];
    const isNewlyOnLeave = feed.some(
      (accountID) => isOnLeave(update.member(policyID, accountID)) && !isOnLeave(memberOf(company, policyID, accountID)),
    );
    // Only a person who is newly on leave affects people outside the feed.
    const candidates = isNewlyOnLeave ? Array.from(transaction.members.list('policyID', policyID), ({ accountID }) => accountID) : feed;
    const ways = new Ways();
    let steps = 0;
    for (const accountID of candidates) {
      if (++steps % STRIDE === 0) yield STRIDE;
      const member = update.member(policyID, accountID);
      if (member !== undefined) reroute(update, policy, member, ways);
    }
  }
}

/**
 * Where each chain led, for every person on it. Otherwise a long chain of people on leave would be walked again from each of them.
 * Valid for one policy until a member goes on leave or comes back.
 */
export class Ways {
  #ends: Map<number, number> | undefined;

  endOf(accountID: number): number | undefined {
    return this.#ends?.get(accountID);
  }

  ledTo(end: number, passed: Iterable<number>): void {
    for (const accountID of passed) {
      this.#ends ??= new Map();
      this.#ends.set(accountID, end);
    }
  }
}

function reroute(update: Update, policy: Policy, member: Member, ways: Ways): void {
  const { submitsTo } = member;
  if (submitsTo === undefined || !isOnLeave(update.member(policy.id, submitsTo))) return;
  const found = onDuty(update, policy, submitsTo, ways);
  const approver = found === member.accountID ? policy.ownerID : found;
  if (approver !== submitsTo) update.write({ ...member, submitsTo: approver });
}

/** The person who approves instead of a manager on leave: the first manager up the chain who is not on leave. */
export function onDuty(update: Update, policy: Policy, start: number, ways: Ways): number {
  const passed = new Set<number>();
  let accountID = start;
  for (let member = update.member(policy.id, accountID); isOnLeave(member); member = update.member(policy.id, accountID)) {
    const end = ways.endOf(accountID);
    const isCircle = passed.has(accountID);
    if (end !== undefined || isCircle) {
      accountID = end ?? policy.ownerID;
      break;
    }
    passed.add(accountID);
    accountID = member?.submitsTo ?? policy.ownerID;
  }
  ways.ledTo(accountID, passed);
  return accountID;
}

function isOnLeave(member: Member | undefined): boolean {
  return member?.workerStatus?.toLowerCase() === 'on leave';
}
