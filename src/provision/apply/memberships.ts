import type { Client } from '../../client/create-client.js';
import { isTerminated, parseEmployeeRecord } from '../../jobs/update-employees/employee-record.js';
import { addressKey, withAddressKeys } from '../plan/addresses.js';
import { compareMember } from '../plan/compare.js';
import { type CurrentPolicy, readCurrent } from '../plan/current.js';
import type { Plan } from '../plan/plan.js';
import type { Batch } from './batches.js';
import { filterLists, type Memberships, membershipKey, toLists } from './people-lists.js';
import type { Lists } from './receipt-events.js';

/** The people whom a request of a plan should add and remove. */
export function expectedOf({ changes }: Pick<Plan, 'changes'>, batch: Batch): Memberships {
  const sent = new Set(batch.map(({ policyID, employeeEmail }) => membershipKey(policyID, employeeEmail)));
  const pick = (pairs: [string, string][]): Lists => toLists(pairs.filter(([policyID, email]) => sent.has(membershipKey(policyID, email))));
  const isLeaving = batch.some((record) => record.isTerminated === true);
  const added = changes.flatMap((change): [string, string][] => {
    if (change.action === 'add') return [[change.policyID, change.email]];
    return change.action === 'move' ? [[change.to, change.email]] : [];
  });
  const removed = changes.flatMap((change): [string, string][] => {
    if (change.action === 'remove') return [[change.policyID, change.email]];
    return change.action === 'move' ? [[change.from, change.email]] : [];
  });
  // A request contains people who stay or people who leave, never both.
  return isLeaving ? { added: {}, removed: pick(removed) } : { added: pick(added), removed: {} };
}

/** The current state of the policies in these records. */
export async function readPoliciesOf(
  client: Client,
  records: readonly object[],
  signal: AbortSignal | undefined,
): Promise<CurrentPolicy[]> {
  const ids = records.flatMap((record) => ('policyID' in record && typeof record.policyID === 'string' ? [record.policyID] : []));
  const scope = new Map(ids.map((id) => [id, { manages: 'leavers' as const }]));
  return (await readCurrent(client, scope, signal)).policies;
}

/** True if the members are as a record wants them. Fields that `get policy` does not return count as equal. */
export function stands(record: object, policies: readonly CurrentPolicy[]): boolean {
  const parsed = parseEmployeeRecord(record);
  if (!parsed.ok) return false;
  const policy = policies.find(({ id }) => id === parsed.record.policyID);
  const member = policy?.members.get(addressKey(parsed.record.employeeEmail));
  if (policy === undefined || isTerminated(parsed.record)) return policy !== undefined && member === undefined;
  return member !== undefined && compareMember(withAddressKeys(parsed.record), member, policy.owner).length === 0;
}

/** True if the members are as all of these records want them. */
export async function isAsWanted(records: readonly object[], client: Client, signal: AbortSignal | undefined): Promise<boolean> {
  const policies = await readPoliciesOf(client, records, signal);
  return records.every((record) => stands(record, policies));
}

/** The added people who are members now, and the removed people who are not. */
export function standing({ added, removed }: Memberships, policies: readonly CurrentPolicy[]): Memberships {
  const isMember = (policyID: string, email: string): boolean | undefined =>
    policies.find(({ id }) => id === policyID)?.members.has(addressKey(email));
  return {
    added: filterLists(added, (policyID, email) => isMember(policyID, email) === true),
    removed: filterLists(removed, (policyID, email) => isMember(policyID, email) === false),
  };
}
