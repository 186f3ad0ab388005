import { skipReasons } from '../../protocol/employee-record.js';
import type { UpdatedMember, UpdateEmployeesOutput } from '../../protocol/update-employees.js';
import type { Update } from './update.js';

/** The answer's body, keys in the recorded order. */
export function answerOf(update: Update, requestID: string, dryRun: boolean | undefined): UpdateEmployeesOutput {
  const diffToRemove = emails(update, update.removed);
  const skippedEmployees = update.skipped.map(({ email, reason, value }) => ({ email, reason: skipText(reason, value) }));
  return {
    policyIDToEmployeesMap: writtenMembers(update),
    requestID,
    ...(dryRun !== undefined && { 'dry-run': dryRun }),
    diff: { diffToAdd: emails(update, update.added), ...(Object.keys(diffToRemove).length > 0 && { diffToRemove }) },
    securityGroupEmployeesMap: emails(update, update.grouped),
    policyIDToEmailsToRemoveMap: diffToRemove,
    ...(skippedEmployees.length > 0 && { skippedEmployees }),
    updatedEmployeesCount: update.count,
  };
}

function skipText(reason: keyof typeof skipReasons, value: string): string {
  // A function, as `$&` in a value would otherwise be read as a pattern.
  return skipReasons[reason].statement.replace('{value}', () => value);
}

/** Sets of accounts as lists of addresses; an empty set is left out. */
function emails({ draft }: Update, sets: ReadonlyMap<string, ReadonlySet<number>>): Record<string, string[]> {
  return byKey(sets, (_key, accountID) => draft.emailOf(accountID));
}

function writtenMembers({ draft, written }: Update): Record<string, UpdatedMember[]> {
  return byKey(written, (policyID, accountID) => describe(draft, policyID, accountID));
}

/** `fromEntries`, as a domain group may be called `__proto__`. */
function byKey<T>(sets: ReadonlyMap<string, ReadonlySet<number>>, show: (key: string, accountID: number) => T): Record<string, T[]> {
  const filled = [...sets].filter(([, accountIDs]) => accountIDs.size > 0);
  return Object.fromEntries(filled.map(([key, accountIDs]) => [key, Array.from(accountIDs, (accountID) => show(key, accountID))]));
}

function describe(draft: Update['draft'], policyID: string, accountID: number): UpdatedMember {
  const member = draft.member(policyID, accountID);
  return {
    ...(member?.customField1 && { customField1: member.customField1 }),
    ...(member?.customField2 && { customField2: member.customField2 }),
    admin: member?.role === 'admin',
    ...(member?.submitsTo !== undefined && { submitsTo: draft.emailOf(member.submitsTo) }),
    email: draft.emailOf(accountID),
    ...(typeof member?.forwardsTo === 'number' && { forwardsTo: draft.emailOf(member.forwardsTo) }),
    ...(member?.approvalLimit !== undefined && { approvalLimit: member.approvalLimit }),
    ...(member?.overLimitForwardsTo !== undefined && { overLimitForwardsTo: draft.emailOf(member.overLimitForwardsTo) }),
  };
}
