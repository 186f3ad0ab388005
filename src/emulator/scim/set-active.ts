import type { Company, Transaction } from '../world/company.js';
import type { Account } from '../world/entities/account.js';

/**
 * Lets a person sign in or not. A deactivation ends their sessions and touches nothing else: not their policies, roles or
 * reports. Undefined when the person is as wanted already.
 */
export function setActive(company: Company, account: Account, isActive: boolean): Transaction | undefined {
  const { isDeactivated = false, ...rest } = account;
  if (isDeactivated === !isActive) return undefined;
  const transaction = company.begin();
  transaction.accounts.put(isActive ? rest : { ...rest, isDeactivated: true });
  // A copy, as the rows go while they are walked through.
  if (!isActive) {
    for (const { sessionID } of [...company.sessions.list('accountID', account.accountID)]) transaction.sessions.remove(sessionID);
  }
  return transaction;
}
