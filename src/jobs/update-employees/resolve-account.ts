import { type EmployeeRecord, isTerminated } from '../../protocol/employee-record.js';
import type { Account } from '../../world/types.js';
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
  const account = byID === undefined ? { ...draft.ensureAccount(employeeEmail), employeeID } : withPrimaryLogin(byID, employeeEmail);
  draft.putAccount(account);
  return account;
}

/** Whom a terminated record means: by address, else by the employer's id, where it holds one. */
export function accountToEnd({ draft }: Update, { employeeEmail, employeeID }: EmployeeRecord): Account | undefined {
  return draft.accountByLogin(employeeEmail) ?? (employeeID === undefined ? undefined : draft.accountByEmployeeID(employeeID));
}

function withPrimaryLogin(account: Account, email: string): Account {
  if (account.email === email) return account;
  const secondaryLogins = [...account.secondaryLogins.filter((login) => login !== email), account.email];
  return { ...account, email, secondaryLogins };
}
