import type { Account } from '../../emulator/world/entities/account.js';
import { type EmployeeRecord, isTerminated } from './employee-record.js';
import type { Update } from './update.js';

/**
 * The account of a record. A known employeeID with a new address changes the address: the new one becomes the primary
 * login and the old one a secondary login. Undefined for a terminated record of an unknown person.
 */
export function resolveAccount(update: Update, record: EmployeeRecord): Account | undefined | 'email-in-use' {
  const { accounts } = update.transaction;
  const { employeeEmail, employeeID } = record;
  const byLogin = update.accountByLogin(employeeEmail);
  const byID = employeeID === undefined ? undefined : accounts.find('employeeID', employeeID);
  if (byID !== undefined && byLogin !== undefined && byID.accountID !== byLogin.accountID) return 'email-in-use';
  if (isTerminated(record)) return byLogin ?? byID;
  if (byLogin?.employeeID !== undefined && byLogin.employeeID !== employeeID) update.advise('employee-id-replaced', employeeEmail);
  // Most records name a known person by a known address, and then there is nothing to write.
  const before = byID ?? update.ensureAccount(employeeEmail);
  const account = byID === undefined ? Object.assign({}, before, { employeeID }) : withPrimaryLogin(update, byID, employeeEmail);
  if (account !== before) accounts.put(account);
  return account;
}

/** The account of a terminated record: by address, or else by the employeeID if the record has one. */
export function accountToEnd(update: Update, { employeeEmail, employeeID }: EmployeeRecord): Account | undefined {
  const { accounts } = update.transaction;
  return update.accountByLogin(employeeEmail) ?? (employeeID === undefined ? undefined : accounts.find('employeeID', employeeID));
}

/**
 * Collects the previous login instead of adding it to the account's list: a feed may rename a person thousands of times, and each
 * list would be one longer. Until `settleLogins` runs, the previous login still leads to the account.
 */
function withPrimaryLogin(update: Update, account: Account, email: string): Account {
  if (account.email === email) return account;
  update.renames ??= { former: new Map(), accountOf: new Map() };
  const { renames } = update;
  const former = renames.former.get(account.accountID) ?? new Set(account.secondaryLogins);
  former.delete(email);
  former.add(account.email);
  renames.former.set(account.accountID, former);
  renames.accountOf.set(account.email, account.accountID);
  return { ...account, email };
}

/** Writes the list of former logins of each renamed account, once. */
export function settleLogins({ transaction: { accounts }, renames }: Update): void {
  if (renames === undefined) return;
  for (const [accountID, former] of renames.former) {
    const account = accounts.get(accountID);
    if (account !== undefined) accounts.put({ ...account, secondaryLogins: [...former] });
  }
  renames.accountOf.clear();
}
