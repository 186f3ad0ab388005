import type { Company } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import type { Member } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { STRIDE, type Work } from '../../runtime/slices.js';

/** The members of a policy, and the accounts by number. */
export interface PeopleOf {
  readonly members: Iterable<Member>;
  account(accountID: number): Account | undefined;
}

/** Valid until the company is written. */
export function peopleNow({ members, accounts }: Company, { id }: Policy): PeopleOf {
  return { members: members.list('policyID', id), account: (accountID) => accounts.get(accountID) };
}

/**
 * The people of several policies as they are at the first step, whatever is written during the pauses. Rows are never modified
 * in place, so this copies references only.
 */
export function* peopleAtOneMoment({ members, accounts }: Company, policies: readonly Policy[]): Work<Map<Policy, PeopleOf>> {
  const lists = policies.map((policy) => ({ policy, members: [...members.list('policyID', policy.id)] }));
  const byNumber = new Map<number, Account>();
  for (const account of [...accounts.values()]) {
    if (byNumber.set(account.accountID, account).size % STRIDE === 0) yield 1;
  }
  const account = (accountID: number): Account | undefined => byNumber.get(accountID);
  return new Map(lists.map((list) => [list.policy, { members: list.members, account }]));
}
