import type { Problem } from '../problem.js';
import type { CurrentPolicy } from './current.js';
import type { DesiredMember } from './desired.js';

/** Fields that name an approver of a member: the manager, the second approver, and the approver above a limit. */
const APPROVER_FIELDS = ['managerEmail', 'approvesTo', 'overLimitApprover', 'limitApprover'] as const;

/**
 * Adds the approvers who must be on a policy because a member reports to them, then their approvers, and so on. The service can
 * invite them itself (`shouldFixApprovalChains`), but then they would not be in the plan, and the next plan would remove them. An
 * approver who is neither in the source nor a member is a problem.
 */
export function withApprovers(
  desired: readonly DesiredMember[],
  policies: readonly CurrentPolicy[],
): { readonly members: DesiredMember[]; readonly problems: Problem[] } {
  const people = new Map(desired.map((member) => [member.email, member]));
  const problems: Problem[] = [];
  const members = policies.flatMap((policy) => {
    const named = new Map(desired.filter(({ policyID }) => policyID === policy.id).map((member) => [member.email, member]));
    // The Map grows during the loop, so added approvers are visited as well.
    for (const member of named.values()) {
      for (const field of APPROVER_FIELDS) {
        const email = member.record[field];
        if (!email || named.has(email)) continue;
        const person = people.get(email);
        if (person !== undefined) named.set(email, asApprover(person, policy.id));
        else if (email !== policy.owner) problems.push(missing(member, field, email, policy));
      }
    }
    return [...named.values()];
  });
  return { members, problems };
}

function asApprover(person: DesiredMember, policyID: string): DesiredMember {
  return { ...person, policyID, record: { ...person.record, policyID }, isApprover: true };
}

function missing({ email, locate }: DesiredMember, field: string, approver: string, policy: CurrentPolicy): Problem {
  const fate = policy.members.has(approver)
    ? `is a member of '${policy.name}' but not in the source, and would be removed`
    : 'is neither in the source nor on a policy';
  const kind = field === 'managerEmail' ? 'manager' : field;
  return { code: 'no-manager', message: `${approver}, the ${kind} of ${email}, ${fate}.`, at: locate(field) };
}

/**
 * Managers on leave don't approve. The service moves their reports to the manager above (observed), so the plan wants the same.
 * If the managers above form a circle, the policy's owner takes over.
 */
export function aroundLeave(members: readonly DesiredMember[], policies: readonly CurrentPolicy[]): DesiredMember[] {
  const owners = new Map(policies.map(({ id, owner }) => [id, owner]));
  const byKey = new Map(members.map((member) => [`${member.policyID} ${member.email}`, member]));
  const onLeave = (policyID: string, email: string): DesiredMember | undefined => {
    const member = byKey.get(`${policyID} ${email}`);
    return member?.record.workerStatus?.toLowerCase() === 'on leave' ? member : undefined;
  };
  const managerOnDuty = ({ policyID, email, record }: DesiredMember): string => {
    const passed = new Set([email]);
    let at = record.managerEmail;
    for (let away = onLeave(policyID, at); away !== undefined; away = onLeave(policyID, at)) {
      passed.add(at);
      at = away.record.managerEmail;
      if (passed.has(at)) return owners.get(policyID) ?? at;
    }
    return at;
  };
  return members.map((member) => ({ ...member, record: { ...member.record, managerEmail: managerOnDuty(member) } }));
}

/** Reports each circle of approval once. Members who submit to themselves, as owners do, are not a circle. */
export function findLoops(members: readonly DesiredMember[]): Problem[] {
  return [...loopsBy(members, 'managerEmail'), ...loopsBy(members, 'approvesTo')];
}

function loopsBy(members: readonly DesiredMember[], field: 'managerEmail' | 'approvesTo'): Problem[] {
  const byKey = new Map(members.map((member) => [`${member.policyID} ${member.email}`, member]));
  const done = new Set<DesiredMember>();
  const problems: Problem[] = [];
  for (const start of members) {
    const path = new Set<DesiredMember>();
    for (
      let at: DesiredMember | undefined = start;
      at !== undefined && !done.has(at);
      at = byKey.get(`${at.policyID} ${at.record[field]}`)
    ) {
      if (path.has(at)) {
        const passed = [...path];
        const loop = passed.slice(passed.indexOf(at));
        if (loop.length > 1) problems.push(loopProblem(loop, at, field));
        break;
      }
      path.add(at);
    }
    for (const member of path) done.add(member);
  }
  return problems;
}

/** The most names of a circle in a message. */
const MAX_SHOWN = 6;

function loopProblem(loop: readonly DesiredMember[], first: DesiredMember, field: string): Problem {
  const shown = loop.slice(0, MAX_SHOWN).map(({ email }) => email);
  const rest = loop.length > MAX_SHOWN ? [`${loop.length - MAX_SHOWN} more`] : [];
  return {
    code: 'approval-loop',
    message: `Circular approval: ${[...shown, ...rest, first.email].join(' → ')}.`,
    at: first.locate(field),
  };
}
