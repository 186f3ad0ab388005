import type { CompanyRows, WritableCompanyRows } from './company.js';
import { grantKey } from './entities/access-grant.js';
import { type Account, newAccount } from './entities/account.js';
import { type Member, memberKey } from './entities/member.js';

type Accounts = Pick<CompanyRows, 'accounts'>;

/** Primary and secondary logins both lead to the account. */
export function accountByLogin({ accounts }: Accounts, email: string): Account | undefined {
  return accounts.find('login', email);
}

/** The primary email address of an account, or "" for an unknown account. Readers never see account numbers. */
export function emailOf({ accounts }: Accounts, accountID: number): string {
  return accounts.get(accountID)?.email ?? '';
}

/** The account with an email address. It is created if it does not exist. */
export function ensureAccount({ accounts }: Pick<WritableCompanyRows, 'accounts'>, email: string): Account {
  const existing = accounts.find('login', email);
  if (existing !== undefined) return existing;
  const account = newAccount(accounts.nextKey(), email);
  accounts.put(account);
  return account;
}

export function memberOf({ members }: Pick<CompanyRows, 'members'>, policyID: string, accountID: number): Member | undefined {
  return members.get(memberKey(policyID, accountID));
}

/** True for members who can change a policy. */
export function isPolicyAdmin(rows: Pick<CompanyRows, 'members'>, policyID: string, { accountID }: Account): boolean {
  return memberOf(rows, policyID, accountID)?.role === 'admin';
}

export function isDomainAdmin({ domainAdmins }: Pick<CompanyRows, 'domainAdmins'>, { accountID }: Account): boolean {
  return domainAdmins.has(accountID);
}

/** True if `grantor`, or the domain of that address, allows `grantee` to act for them. */
export function hasGranted({ thirdPartyAccess }: Pick<CompanyRows, 'thirdPartyAccess'>, grantor: string, { accountID }: Account): boolean {
  const domain = grantor.slice(grantor.lastIndexOf('@') + 1);
  return thirdPartyAccess.has(grantKey(grantor, accountID)) || thirdPartyAccess.has(grantKey(domain, accountID));
}
