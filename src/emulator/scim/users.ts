import { STRIDE, type Work } from '../../runtime/slices.js';
import type { Company } from '../world/company.js';
import type { Account } from '../world/entities/account.js';

/** Whose users a request sees. */
export interface UserScope {
  readonly company: Company;
  /** Undefined for the addresses of every domain. */
  readonly domain: string | undefined;
}

/** The accounts that SCIM shows, oldest first. Of those that stand since the last write the list is made once. */
export function* usersOf(scope: UserScope): Work<readonly Account[]> {
  const { company, domain = '' } = scope;
  const version = company.version('accounts');
  const kept = lists.get(company);
  if (kept?.version === version && kept.domain === domain) return kept.users;
  const users: Account[] = [];
  let steps = 0;
  for (const account of company.accounts.values()) {
    if (++steps % STRIDE === 0) yield STRIDE / 8;
    if (isInScope(scope, account)) users.push(account);
  }
  // Rows may have been written between two steps.
  if (company.version('accounts') === version) lists.set(company, { version, domain, users });
  return users;
}

interface KeptList {
  readonly version: number;
  readonly domain: string;
  readonly users: readonly Account[];
}

const lists = new WeakMap<Company, KeptList>();

/** The account of a SCIM id. */
export function userByID(scope: UserScope, id: string): Account | undefined {
  const account = /^[1-9]\d{0,14}$/.test(id) ? scope.company.accounts.get(Number(id)) : undefined;
  return account !== undefined && isInScope(scope, account) ? account : undefined;
}

function isInScope({ domain }: UserScope, { email }: Account): boolean {
  return domain === undefined || email.endsWith(`@${domain}`);
}
