import type { Company, Transaction } from '../world/company.js';
import type { Account } from '../world/entities/account.js';

/**
 * Activates or deactivates a person. A deactivation ends their sessions and leaves policies, roles and reports as they are.
 * The caller commits. Returns undefined if the person already has that state.
 */
export function setActive(company: Company, account: Account, isActive: boolean): Transaction | undefined {
  const { isDeactivated = false, ...rest } = account;
  if (isDeactivated === !isActive) return undefined;
  const transaction = company.begin();
  transaction.accounts.put(isActive ? rest : { ...rest, isDeactivated: true });
  // A copy, because the loop removes the rows it walks through.
  if (!isActive) {
    for (const { sessionID } of [...company.sessions.list('accountID', account.accountID)]) transaction.sessions.remove(sessionID);
  }
  return transaction;
}
