import type { Member, Role } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { emailOf, memberOf } from '../../emulator/world/people.js';
import type { ActiveRecord } from './employee-record.js';
import type { Update } from './update.js';

/** Adds or changes a person on the policies that the record names. */
export function upsertEmployee(update: Update, record: ActiveRecord, accountID: number, appliesGroups: boolean): void {
  const named = [record.policyID, ...(record.additionalPolicyIDs ?? [])];
  updateAccount(update, record, accountID, appliesGroups);
  for (const policyID of named) {
    const policy = update.policy(policyID);
    if (policy === undefined) continue;
    const member = toMember(update, policy, record, accountID);
    update.write(member);
    if (member.submitsTo !== undefined) update.manage(policyID, member.submitsTo);
  }
  if (record.shouldRemoveFromUnassignedPolicies === true) update.leavingUnassigned.add(accountID);
  update.counted.add(accountID);
}

/** The fields of the record that belong to the person and not to a policy. */
function updateAccount(update: Update, record: ActiveRecord, accountID: number, appliesGroups: boolean): void {
  const { company, transaction, options, advise } = update;
  const account = transaction.accounts.get(accountID);
  if (account === undefined) return;
  const { firstName = '', lastName = '', domainGroupID, policyID } = record;
  const renames = (firstName !== '' && firstName !== account.firstName) || (lastName !== '' && lastName !== account.lastName);
  if (renames && account.isNameSetByHand) advise('name-set-by-hand', account.email);
  const becomesPrimary =
    options.setEmployeePrimaryPolicy === 'all_employees' ||
    (options.setEmployeePrimaryPolicy === 'new_employees' && memberOf(company, policyID, accountID) === undefined);
  transaction.accounts.put({
    ...account,
    ...(renames && !account.isNameSetByHand && { firstName: firstName || account.firstName, lastName: lastName || account.lastName }),
    ...(appliesGroups && domainGroupID !== undefined && { domainGroupID }),
    ...(becomesPrimary && { primaryPolicyID: policyID }),
  });
  if (appliesGroups && domainGroupID !== undefined) update.group(domainGroupID, accountID);
}

/** The member after the record is applied. A missing field keeps its value. */
function toMember(update: Update, policy: Policy, record: ActiveRecord, accountID: number): Member {
  const before = update.member(policy.id, accountID);
  const { approvesTo, customField2, workerStatus, defaultTags } = record;
  return {
    ...before,
    policyID: policy.id,
    accountID,
    role: guardRole(update, policy, accountID, record.role ?? before?.role ?? 'user'),
    submitsTo: update.ensureAccount(record.managerEmail).accountID,
    customField1: record.customField1 ?? record.employeeID,
    ...(customField2 !== undefined && { customField2 }),
    ...(approvesTo !== undefined && { forwardsTo: approvesTo === '' ? null : update.ensureAccount(approvesTo).accountID }),
    ...(workerStatus !== undefined && { workerStatus }),
    ...(defaultTags !== undefined && { defaultTags }),
    ...approvalLimit(update, record),
  };
}

function guardRole({ caller, transaction, advise }: Update, policy: Policy, accountID: number, role: Role): Role {
  // Both are admins of the policy, or the record would have been skipped, even if this feed changed them before.
  const isGuarded = accountID === policy.ownerID || accountID === caller.accountID;
  if (!isGuarded || role === 'admin') return role;
  advise('role-guarded', emailOf(transaction, accountID));
  return 'admin';
}

/** Clients that always send every field send `0` with `""` if there is neither a limit nor an approver. */
function approvalLimit(update: Update, record: ActiveRecord): Pick<Member, 'approvalLimit' | 'overLimitForwardsTo'> {
  const approver = record.overLimitApprover ?? record.limitApprover;
  const overLimitForwardsTo = approver === undefined ? undefined : update.ensureAccount(approver).accountID;
  if (record.approvalLimit === undefined) return overLimitForwardsTo === undefined ? {} : { overLimitForwardsTo };
  if (overLimitForwardsTo === undefined) return { approvalLimit: undefined, overLimitForwardsTo };
  return { approvalLimit: record.approvalLimit, overLimitForwardsTo };
}
