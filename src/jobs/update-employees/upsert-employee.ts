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
    if (member.submitsTo !== undefined) update.managing.add(policyID, member.submitsTo);
  }
  if (record.shouldRemoveFromUnassignedPolicies === true) update.leaveUnassigned(accountID);
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
  const isGrouped = appliesGroups && domainGroupID !== undefined;
  const isRenamed = renames && !account.isNameSetByHand;
  if (isRenamed || isGrouped || becomesPrimary) {
    const changes = {
      firstName: isRenamed && firstName !== '' ? firstName : account.firstName,
      lastName: isRenamed && lastName !== '' ? lastName : account.lastName,
      domainGroupID: isGrouped ? domainGroupID : account.domainGroupID,
      primaryPolicyID: becomesPrimary ? policyID : account.primaryPolicyID,
    };
    // Not a spread, which takes ten times as long when it is followed by other keys.
    transaction.accounts.put(Object.assign({}, account, changes));
  }
  if (isGrouped) update.grouped.add(domainGroupID, accountID);
}

/** The member after the record is applied. A missing field keeps its value. */
function toMember(update: Update, policy: Policy, record: ActiveRecord, accountID: number): Member {
  const before = update.member(policy.id, accountID);
  const { approvesTo } = record;
  // People named for the first time get their account numbers in this order.
  const submitsTo = update.ensureAccount(record.managerEmail).accountID;
  const forwardsTo = approvesTo === undefined ? before?.forwardsTo : approvesTo === '' ? null : update.ensureAccount(approvesTo).accountID;
  const { approvalLimit, overLimitForwardsTo } = limitOf(update, record, before);
  // Every field, as in `readMember`: objects of one form take less memory and time. The compiler asks for a new field.
  return {
    policyID: policy.id,
    accountID,
    role: guardRole(update, policy, accountID, record.role ?? before?.role ?? 'user'),
    submitsTo,
    forwardsTo,
    approvalLimit,
    overLimitForwardsTo,
    customField1: record.customField1 ?? record.employeeID,
    customField2: record.customField2 ?? before?.customField2,
    workerStatus: record.workerStatus ?? before?.workerStatus,
    defaultTags: record.defaultTags ?? before?.defaultTags,
  } satisfies Record<keyof Member, unknown>;
}

function guardRole({ caller, transaction, advise }: Update, policy: Policy, accountID: number, role: Role): Role {
  // Both are admins of the policy, or the record would have been skipped, even if this feed changed them before.
  const isGuarded = accountID === policy.ownerID || accountID === caller.accountID;
  if (!isGuarded || role === 'admin') return role;
  advise('role-guarded', emailOf(transaction, accountID));
  return 'admin';
}

type ApprovalLimit = Pick<Member, 'approvalLimit' | 'overLimitForwardsTo'>;

/** Clients that always send every field send `0` with `""` if there is neither a limit nor an approver. */
function limitOf(update: Update, record: ActiveRecord, before: Member | undefined): ApprovalLimit {
  const approver = record.overLimitApprover ?? record.limitApprover;
  const overLimitForwardsTo = approver === undefined ? undefined : update.ensureAccount(approver).accountID;
  if (record.approvalLimit === undefined)
    return { approvalLimit: before?.approvalLimit, overLimitForwardsTo: overLimitForwardsTo ?? before?.overLimitForwardsTo };
  return { approvalLimit: overLimitForwardsTo === undefined ? undefined : record.approvalLimit, overLimitForwardsTo };
}
