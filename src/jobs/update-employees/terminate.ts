import type { Account } from '../../emulator/world/entities/account.js';
import type { Work } from '../../runtime/slices.js';
import type { TerminatedRecord } from './employee-record.js';
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
  if (update.member(policy.id, account.accountID) === undefined) update.advise('terminated-absent', record.employeeEmail);
  else update.remove(policy, account.accountID);
  if (record.shouldRemoveFromUnassignedPolicies === true) update.leavingUnassigned.add(account.accountID);
  update.counted.add(account.accountID);
}

/**
 * Takes people off the caller's policies that no record of the feed assigns them to, neither their own nor that of
 * somebody they manage there; owners stay on theirs. Comes last, as any record may be the one that assigns them.
 */
export function* removeFromUnassigned(update: Update): Work<void> {
  for (const accountID of update.leavingUnassigned) {
    yield update.company.policies.size;
    for (const { id } of update.company.policies.values()) {
      const policy = update.policy(id);
      if (policy === undefined || policy.ownerID === accountID) continue;
      if (update.named.get(id)?.has(accountID) || update.managing.get(id)?.has(accountID)) continue;
      if (update.member(id, accountID) !== undefined) update.remove(policy, accountID);
    }
  }
}
