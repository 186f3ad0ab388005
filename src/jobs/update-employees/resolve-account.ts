import type { Account } from '../../emulator/world/types.js';
import { type EmployeeRecord, isTerminated } from './employee-record.js';
import type { Update } from './update.js';

/**
 * Whose record this is. A known employeeID under a new address is an address change: the new one becomes the primary
 * login, the old one a secondary one. Undefined for a terminated record of someone nobody knows.
 */
export function resolveAccount(update: Update, record: EmployeeRecord): Account | undefined | 'email-in-use' {
  const { draft } = update;
  const { employeeEmail, employeeID } = record;
  const byLogin = draft.accountByLogin(employeeEmail);
  const byID = employeeID === undefined ? undefined : draft.accountByEmployeeID(employeeID);
  if (byID !== undefined && byLogin !== undefined && byID.accountID !== byLogin.accountID) return 'email-in-use';
  if (isTerminated(record)) return byLogin ?? byID;
  if (byLogin?.employeeID !== undefined && byLogin.employeeID !== employeeID) update.advise('employee-id-replaced', employeeEmail);
  const account =
    byID === undefined ? { ...draft.ensureAccount(employeeEmail), employeeID } : withPrimaryLogin(update, byID, employeeEmail);
  draft.putAccount(account);
  return account;
}

/** Whom a terminated record means: by address, else by the employer's id, where it holds one. */
export function accountToEnd({ draft }: Update, { employeeEmail, employeeID }: EmployeeRecord): Account | undefined {
  return draft.accountByLogin(employeeEmail) ?? (employeeID === undefined ? undefined : draft.accountByEmployeeID(employeeID));
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
  return { ...account, email };
}

/** Gives each account that was renamed the list of its former logins, once. */
export function settleLogins({ draft, formerLogins }: Update): void {
  for (const [accountID, former] of formerLogins) {
    const account = draft.account(accountID);
    if (account !== undefined) draft.putAccount({ ...account, secondaryLogins: [...former] });
  }
}
