import type { Company } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import type { Member } from '../../emulator/world/entities/member.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { STRIDE, type Work } from '../../runtime/slices.js';

/** An entry of a map takes a small part of the time of parsing a record, except when the map grows. */
const STEPS_OF_A_STRIDE = STRIDE / 16;

/** The members of a policy, and the accounts by number. */
export interface PeopleOf {
  readonly members: readonly Member[];
  account(accountID: number): Account | undefined;
}

/** Valid until the company is written. */
export function peopleNow({ members, accounts }: Company, { id }: Policy): PeopleOf {
  return { members: [...members.list('policyID', id)], account: (accountID) => accounts.get(accountID) };
}

/**
 * The people of several policies as they are at the first step, whatever is written during the pauses. Rows are never modified
 * in place, so this copies references only.
 */
export function* peopleAtOneMoment({ members, accounts }: Company, policies: readonly Policy[]): Work<(policy: Policy) => PeopleOf> {
  const lists = new Map(policies.map((policy) => [policy, [...members.list('policyID', policy.id)]]));
  const byNumber = new Map<number, Account>();
  for (const account of [...accounts.values()]) {
    if (byNumber.set(account.accountID, account).size % STRIDE === 0) yield STEPS_OF_A_STRIDE;
  }
  const account = (accountID: number): Account | undefined => byNumber.get(accountID);
  return (policy) => ({ members: lists.get(policy) ?? [], account });
}
