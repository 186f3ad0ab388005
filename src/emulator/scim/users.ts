import { STRIDE, type Work } from '../../runtime/slices.js';
import type { Company } from '../world/company.js';
import type { Account } from '../world/entities/account.js';

/** The users that a request can see. */
export interface UserScope {
  readonly company: Company;
  /** Undefined for users of every domain. */
  readonly domain: string | undefined;
}

/** The accounts in scope, oldest first. The list is kept until an account is written, so that paging does not build it again. */
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
  // Accounts may have been written between two slices.
  if (company.version('accounts') === version) lists.set(company, { version, domain, users });
  return users;
}

interface KeptList {
  readonly version: number;
  readonly domain: string;
  readonly users: readonly Account[];
}

const lists = new WeakMap<Company, KeptList>();

/** The account with a SCIM id; undefined if it is out of scope. */
export function userByID(scope: UserScope, id: string): Account | undefined {
  const account = /^[1-9]\d{0,14}$/.test(id) ? scope.company.accounts.get(Number(id)) : undefined;
  return account !== undefined && isInScope(scope, account) ? account : undefined;
}

function isInScope({ domain }: UserScope, { email }: Account): boolean {
  return domain === undefined || email.endsWith(`@${domain}`);
}
