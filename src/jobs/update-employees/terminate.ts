import type { Account } from '../../emulator/world/entities/account.js';
import type { Work } from '../../runtime/slices.js';
import type { TerminatedRecord } from './employee-record.js';
import type { Update } from './update.js';

/** Removes a person from the record's policy. A person who is not a member is counted, and nothing changes. */
export function terminate(update: Update, record: TerminatedRecord, account: Account | undefined): void {
  const policy = update.policy(record.policyID);
  if (policy === undefined) return;
  if (account === undefined) {
    update.advise('terminated-absent', record.employeeEmail);
    update.countAbsent(record.employeeEmail);
    return;
  }
  if (update.member(policy.id, account.accountID) === undefined) update.advise('terminated-absent', record.employeeEmail);
  else update.remove(policy, account.accountID);
  if (record.shouldRemoveFromUnassignedPolicies === true) update.leaveUnassigned(account.accountID);
  update.counted.add(account.accountID);
}

/**
 * Removes people from the caller's policies that no record of the feed assigns them to, neither their own nor that of
 * a person they manage there. Owners stay. Runs last, because any record may assign them.
 */
export function* removeFromUnassigned(update: Update, leaving: ReadonlySet<number>): Work<void> {
  for (const accountID of leaving) {
    yield update.company.policies.size;
    for (const { id } of update.company.policies.values()) {
      const policy = update.policy(id);
      if (policy === undefined || policy.ownerID === accountID) continue;
      if (update.named.has(id, accountID) || update.managing.has(id, accountID)) continue;
      if (update.member(id, accountID) !== undefined) update.remove(policy, accountID);
    }
  }
}
