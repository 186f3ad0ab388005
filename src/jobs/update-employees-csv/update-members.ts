import type { Advise } from '../../emulator/advisories/advise.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import type { Member, Role } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { ensureAccount, memberOf } from '../../emulator/world/people.js';
import type { Work } from '../../runtime/slices.js';
import type { EmployeeRow } from './read-rows.js';

interface Update {
  readonly policy: Policy;
  /** The account that the request acts for. */
  readonly caller: Account;
  readonly transaction: Transaction;
  readonly advise: Advise;
}

/** Writes a member for each row, then the members they submit or forward to. Returns the account numbers of the new members. */
export function* updateMembers(rows: readonly EmployeeRow[], update: Update): Work<ReadonlySet<number>> {
  const { policy, transaction, advise } = update;
  const added = new Set<number>();
  const named = new Set<number>();
  const put = (member: Member): void => {
    if (memberOf(transaction, policy.id, member.accountID) === undefined) added.add(member.accountID);
    transaction.members.put(member);
  };
  const approvers = new Set<number>();
  for (const row of rows) {
    yield 1;
    const member = toMember(row, update);
    if (named.has(member.accountID)) advise('duplicate-record', row.email);
    named.add(member.accountID);
    put(member);
    for (const approver of [member.submitsTo, member.forwardsTo]) if (typeof approver === 'number') approvers.add(approver);
  }
  for (const accountID of approvers) {
    yield 1;
    if (memberOf(transaction, policy.id, accountID) === undefined)
      put({ policyID: policy.id, accountID, role: 'user', submitsTo: policy.ownerID });
  }
  return added;
}

function toMember(row: EmployeeRow, update: Update): Member {
  const { policy, transaction } = update;
  const { accountID } = ensureAccount(transaction, row.email);
  const before = memberOf(transaction, policy.id, accountID);
  const forwardsTo = row.forwardManagerEmail === '' ? undefined : ensureAccount(transaction, row.forwardManagerEmail).accountID;
  return {
    ...before,
    policyID: policy.id,
    accountID,
    role: roleOf(row, accountID, before?.role, update),
    submitsTo: ensureAccount(transaction, row.managerEmail).accountID,
    forwardsTo,
    customField1: row.userID === '' ? undefined : row.userID,
    customField2: row.payrollID === '' ? undefined : row.payrollID,
  };
}

function roleOf({ isAdmin, email }: EmployeeRow, accountID: number, before: Role | undefined, { policy, caller, advise }: Update): Role {
  if (isAdmin) return 'admin';
  if (accountID === policy.ownerID || accountID === caller.accountID) {
    advise('role-guarded', email);
    return 'admin';
  }
  return before === 'auditor' ? 'auditor' : 'user';
}
