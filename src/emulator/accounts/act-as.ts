import type { Company } from '../world/company.js';
import type { Account } from '../world/types.js';

/**
 * The account a job acts as when it names `userEmail`: itself, or someone who (or whose domain) granted access.
 * Undefined when nobody granted it, or nobody is called so.
 */
export function actAs(company: Company, caller: Account, userEmail: string | undefined): Account | undefined {
  if (userEmail === undefined) return caller;
  const email = userEmail.toLowerCase();
  const user = company.accountByLogin(email);
  if (user === undefined || user.accountID === caller.accountID) return user;
  return company.hasGranted(email, caller) || company.hasGranted(user.email, caller) ? user : undefined;
}
