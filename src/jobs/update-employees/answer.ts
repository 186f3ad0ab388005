import { emailOf } from '../../emulator/world/people.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import type { AccountSets } from './account-sets.js';
import type { UpdatedMember, UpdateEmployeesOutput } from './definition.js';
import { skipReasons } from './employee-record.js';
import type { Update } from './update.js';

/** The response body, with keys in the recorded order. Its requestID is filled in when the update is applied. */
export function* answerOf(update: Update, dryRun: boolean | undefined): Work<UpdateEmployeesOutput> {
  const policyIDToEmployeesMap = yield* byKey(update.written, (policyID, accountID) => describe(update, policyID, accountID));
  // Most feeds remove nobody, add nobody and use no domain groups, and then no generator is needed.
  const diffToRemove = update.ended.size === 0 ? {} : yield* emails(update, update.removed);
  const diffToAdd = update.added.size === 0 ? {} : yield* emails(update, update.added);
  const securityGroupEmployeesMap = update.grouped.size === 0 ? {} : yield* emails(update, update.grouped);
  const skippedEmployees: { email: string; reason: string }[] = [];
  let steps = 0;
  for (const { email, reason, value } of update.skipped) {
    if (++steps % STRIDE === 0) yield STRIDE;
    skippedEmployees.push({ email, reason: skipText(reason, value) });
  }
  return {
    policyIDToEmployeesMap,
    requestID: '',
    'dry-run': dryRun,
    diff: Object.keys(diffToRemove).length > 0 ? { diffToAdd, diffToRemove } : { diffToAdd },
    securityGroupEmployeesMap,
    policyIDToEmailsToRemoveMap: diffToRemove,
    skippedEmployees: skippedEmployees.length > 0 ? skippedEmployees : undefined,
    updatedEmployeesCount: update.count,
  };
}

function skipText(reason: keyof typeof skipReasons, value: string): string {
  // A function, because `$&` in a value would otherwise be interpreted as a pattern.
  return skipReasons[reason].statement.replace('{value}', () => value);
}

/** Converts sets of accounts to lists of addresses. Empty sets are left out. */
function emails({ transaction }: Update, sets: AccountSets): Work<Record<string, string[]>> {
  return byKey(sets, (_key, accountID) => emailOf(transaction, accountID));
}

/** `fromEntries`, because a domain group may be named `__proto__`. */
function* byKey<T>(sets: AccountSets, show: (key: string, accountID: number) => T): Work<Record<string, T[]>> {
  const filled: [string, T[]][] = [];
  let steps = 0;
  for (const [key, accountIDs] of sets.entries()) {
    const items: T[] = [];
    for (const accountID of accountIDs) {
      items.push(show(key, accountID));
      if (++steps % STRIDE === 0) yield STRIDE;
    }
    if (items.length > 0) filled.push([key, items]);
  }
  return Object.fromEntries(filled);
}

function describe(update: Update, policyID: string, accountID: number): UpdatedMember {
  const { transaction } = update;
  const member = update.member(policyID, accountID);
  const email = (id: number | null | undefined): string | undefined => (typeof id === 'number' ? emailOf(transaction, id) : undefined);
  return {
    customField1: member?.customField1 || undefined,
    customField2: member?.customField2 || undefined,
    admin: member?.role === 'admin',
    submitsTo: email(member?.submitsTo),
    email: emailOf(transaction, accountID),
    forwardsTo: email(member?.forwardsTo),
    approvalLimit: member?.approvalLimit,
    overLimitForwardsTo: email(member?.overLimitForwardsTo),
  };
}
