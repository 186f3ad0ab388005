import type { Company } from '../world/company.js';
import type { Account } from '../world/entities/account.js';
import { accountByLogin, hasGranted } from '../world/people.js';

/**
 * The account a job acts as if it names `userEmail`: the same account, or one that granted access (or whose domain did).
 * Undefined if there is no such account or no such grant.
 */
export function actAs(company: Company, caller: Account, userEmail: string | undefined): Account | undefined {
  if (userEmail === undefined) return caller;
  const email = userEmail.toLowerCase();
  const user = accountByLogin(company, email);
  if (user === undefined || user.accountID === caller.accountID) return user;
  return hasGranted(company, email, caller) || hasGranted(company, user.email, caller) ? user : undefined;
}
