import type { Account } from '../../emulator/world/entities/account.js';
import { type EmployeeRecord, isTerminated } from './employee-record.js';
import type { Update } from './update.js';

/**
 * Whose record this is. A known employeeID under a new address is an address change: the new one becomes the primary
 * login, the old one a secondary one. Undefined for a terminated record of someone nobody knows.
 */
export function resolveAccount(update: Update, record: EmployeeRecord): Account | undefined | 'email-in-use' {
  const { accounts } = update.transaction;
  const { employeeEmail, employeeID } = record;
  const byLogin = update.accountByLogin(employeeEmail);
  const byID = employeeID === undefined ? undefined : accounts.find('employeeID', employeeID);
  if (byID !== undefined && byLogin !== undefined && byID.accountID !== byLogin.accountID) return 'email-in-use';
  if (isTerminated(record)) return byLogin ?? byID;
  if (byLogin?.employeeID !== undefined && byLogin.employeeID !== employeeID) update.advise('employee-id-replaced', employeeEmail);
  const account =
    byID === undefined ? { ...update.ensureAccount(employeeEmail), employeeID } : withPrimaryLogin(update, byID, employeeEmail);
  accounts.put(account);
  return account;
}

/** Whom a terminated record means: by address, else by the employer's id, where it holds one. */
export function accountToEnd(update: Update, { employeeEmail, employeeID }: EmployeeRecord): Account | undefined {
  const { accounts } = update.transaction;
  return update.accountByLogin(employeeEmail) ?? (employeeID === undefined ? undefined : accounts.find('employeeID', employeeID));
}

/**
 * The login before is noted and not put into the account's list: a feed may rename one person thousands of times, each time
 * with a list one longer. Until `settleLogins` it leads to the account all the same.
 */
function withPrimaryLogin(update: Update, account: Account, email: string): Account {
  if (account.email === email) return account;
  const former = update.formerLogins.get(account.accountID) ?? new Set(account.secondaryLogins);
  former.delete(email);
  former.add(account.email);
  update.formerLogins.set(account.accountID, former);
  update.renamed.set(account.email, account.accountID);
  return { ...account, email };
}

/** Gives each account that was renamed the list of its former logins, once. */
export function settleLogins({ transaction: { accounts }, formerLogins, renamed }: Update): void {
  for (const [accountID, former] of formerLogins) {
    const account = accounts.get(accountID);
    if (account !== undefined) accounts.put({ ...account, secondaryLogins: [...former] });
  }
  renamed.clear();
}
