import type { TerminatedRecord } from '../../protocol/employee-record.js';
import type { Account } from '../../world/types.js';
import type { Update } from './update.js';

/** Removes a person from the record's policy. Someone who is not there counts and changes nothing. */
export function terminate(update: Update, record: TerminatedRecord, account: Account | undefined): void {
  const policy = update.policy(record.policyID);
  if (policy === undefined) return;
  if (account === undefined) {
    update.advise('terminated-absent', record.employeeEmail);
    update.countedAbsent.add(record.employeeEmail);
    return;
  }
  if (update.draft.member(policy.id, account.accountID) === undefined) update.advise('terminated-absent', record.employeeEmail);
  else update.remove(policy, account.accountID);
  if (record.shouldRemoveFromUnassignedPolicies === true) removeFromUnassigned(update, account.accountID, new Set([policy.id]));
  update.counted.add(account.accountID);
}

/** Removes a person from every policy of the caller that is not named; owners stay on theirs. */
export function removeFromUnassigned(update: Update, accountID: number, named: ReadonlySet<string>): void {
  for (const { id } of update.company.policies.values()) {
    const policy = update.policy(id);
    if (policy === undefined || named.has(id) || policy.ownerID === accountID) continue;
    if (update.draft.member(id, accountID) !== undefined) update.remove(policy, accountID);
  }
}
