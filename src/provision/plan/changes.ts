import type { EmployeeInput } from '../../jobs/update-employees/employee-record.js';
import { mapAddresses } from './addresses.js';
import { compareMember, type FieldChange } from './compare.js';
import type { CurrentMember, CurrentPolicy } from './current.js';
import type { DesiredMember, Leaver } from './desired.js';

interface Common {
  readonly email: string;
  /** The records that are sent to make the change. */
  readonly records: readonly EmployeeInput[];
}

/** The change that a plan makes for one person on one policy. */
export type Change = Common &
  (
    | { readonly action: 'add'; readonly policyID: string /** True for an approver no row put there. */; readonly asApprover: boolean }
    | { readonly action: 'change'; readonly policyID: string; readonly fields: readonly FieldChange[] }
    | { readonly action: 'email-change'; readonly policyID: string; readonly from: string; readonly fields: readonly FieldChange[] }
    | { readonly action: 'move'; readonly from: string; readonly to: string }
    | { readonly action: 'remove'; readonly policyID: string }
  );
export type Action = Change['action'];

/** In the order in which they are shown and sent. */
export const ACTIONS: readonly Action[] = ['add', 'email-change', 'change', 'move', 'remove'];

export interface Difference {
  readonly changes: Change[];
  readonly unchanged: number;
}

/** Compares the wanted members with the current ones. */
export function findChanges(desired: readonly DesiredMember[], leavers: readonly Leaver[], policies: readonly CurrentPolicy[]): Difference {
  const wanted = new Set(desired.map(({ email }) => email));
  const changes: Change[] = [];
  let unchanged = 0;
  for (const policy of policies) {
    const here = desired.filter(({ policyID }) => policyID === policy.id);
    const gone =
      policy.manages === 'everyone' ? unwantedOf(policy, new Set(here.map(({ email }) => email))) : namedLeaversOf(policy, leavers);
    const byID = new Map(
      [...gone.values()].flatMap((member) => (member.employeeID && !wanted.has(member.email) ? [[member.employeeID, member]] : [])),
    );
    for (const member of here) {
      const renamed = policy.members.has(member.email) ? undefined : byID.get(member.record.employeeID);
      const now = policy.members.get(member.email) ?? renamed;
      const fields = now === undefined || member.isApprover ? [] : compareMember(member.record, now, policy.owner);
      if (renamed !== undefined) gone.delete(renamed.email);
      if (now === undefined) changes.push({ action: 'add', policyID: policy.id, ...commonOf(member), asApprover: member.isApprover });
      else if (renamed !== undefined)
        changes.push({ action: 'email-change', policyID: policy.id, ...commonOf(member), from: renamed.email, fields });
      else if (fields.length > 0) changes.push({ action: 'change', policyID: policy.id, ...commonOf(member), fields });
      else unchanged++;
    }
    for (const member of gone.values()) changes.push(removal(member, policy.id));
  }
  return { changes: asSpelt(sortChanges(joinMoves(changes)), policies), unchanged };
}

/** Members who are not wanted. The owner of a policy is always wanted. */
function unwantedOf({ members, owner }: CurrentPolicy, wanted: ReadonlySet<string>): Map<string, CurrentMember> {
  return new Map([...members].filter(([email]) => !wanted.has(email) && email !== owner));
}

/** Members with isTerminated in a row of the policy. They are found by address, or else by employeeID, as the service does. */
function namedLeaversOf({ id, members, owner }: CurrentPolicy, leavers: readonly Leaver[]): Map<string, CurrentMember> {
  // A leaver without an employeeID must not match a member who has none.
  const byID = new Map<string | undefined, CurrentMember>(
    [...members.values()].flatMap((member) => (member.employeeID ? [[member.employeeID, member]] : [])),
  );
  const named = leavers.filter(({ policyID }) => policyID === id);
  const found = named.flatMap(({ email, record }) => members.get(email) ?? byID.get(record.employeeID) ?? []);
  return new Map(found.filter(({ email }) => email !== owner).map((member) => [member.email, member]));
}

/** The service compares addresses exactly (assumed), so requests use the service's spelling. */
function asSpelt(changes: readonly Change[], policies: readonly CurrentPolicy[]): Change[] {
  const members = policies.flatMap((policy) => [...policy.members.values()]);
  const spelling = new Map(members.map(({ email, address }) => [email, address]));
  const spell = (email: string): string => spelling.get(email) ?? email;
  return changes.map((change) => ({ ...change, records: change.records.map((record) => mapAddresses(record, spell)) }));
}

function commonOf({ email, record }: DesiredMember): Common {
  return { email, records: [record] };
}

function removal({ email, employeeID }: CurrentMember, policyID: string): Change {
  // The API reference requires an employeeID in every record, but the address identifies the leaver.
  const record = { employeeEmail: email, employeeID: employeeID || email, policyID, isTerminated: true } as const;
  return { action: 'remove', email, policyID, records: [record] };
}

/** A person who is added to one policy and removed from another has moved. */
function joinMoves(changes: readonly Change[]): Change[] {
  const removals = new Map<string, Change & { action: 'remove' }>();
  for (const change of changes) if (change.action === 'remove' && !removals.has(change.email)) removals.set(change.email, change);
  const joined = new Set<Change>();
  const moves = changes.flatMap((change): Change[] => {
    if (change.action !== 'add') return [];
    const removed = removals.get(change.email);
    if (removed === undefined || joined.has(removed)) return [];
    joined.add(change).add(removed);
    const { email, policyID: to, records } = change;
    return [{ action: 'move', email, from: removed.policyID, to, records: [...records, ...removed.records] }];
  });
  return [...changes.filter((change) => !joined.has(change)), ...moves];
}

function sortChanges(changes: readonly Change[]): Change[] {
  const key = (change: Change): string =>
    `${'policyID' in change ? change.policyID : change.to} ${ACTIONS.indexOf(change.action)} ${change.email}`;
  return changes
    .map((change) => ({ change, key: key(change) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ change }) => change);
}
