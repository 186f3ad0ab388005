import { type JobDefinition, jobError } from '../../protocol/define-job.js';
import type { Answer } from '../../protocol/evidence.js';
import type { CompanyRows } from '../world/company.js';
import type { Account } from '../world/entities/account.js';
import type { Member } from '../world/entities/member.js';
import type { Policy } from '../world/entities/policy.js';
import { accountByLogin, isPolicyAdmin, memberOf } from '../world/people.js';

/** A job that has a response for everything that can be refused here. */
type JobWith<K extends string> = Pick<JobDefinition, 'name'> & { readonly answers: Readonly<Record<K, Answer>> };
type Rows = Pick<CompanyRows, 'accounts' | 'policies' | 'members'>;

/** A policy that the account is on. Throws `policy-not-found` for any other: to the account, that policy does not exist (assumed). */
export function policyOfMember(job: JobWith<'policy-not-found'>, rows: Rows, policyID: string, { accountID }: Account): Policy {
  const policy = rows.policies.get(policyID);
  if (policy === undefined || memberOf(rows, policyID, accountID) === undefined) throw jobError(job, 'policy-not-found', { policyID });
  return policy;
}

/** A policy that the account administers. Throws `policy-not-found` and, for a member who is not an admin, `not-policy-admin`. */
export function policyOfAdmin(
  job: JobWith<'policy-not-found' | 'not-policy-admin'>,
  rows: Rows,
  policyID: string,
  account: Account,
): Policy {
  const policy = policyOfMember(job, rows, policyID, account);
  if (!isPolicyAdmin(rows, policyID, account)) throw jobError(job, 'not-policy-admin');
  return policy;
}

/** The member of a policy with an email address, in any case. Throws `no-such-employee`. */
export function memberWithEmail(job: JobWith<'no-such-employee'>, rows: Rows, { id }: Policy, employeeEmail: string): Member {
  const accountID = accountByLogin(rows, employeeEmail.toLowerCase())?.accountID;
  const member = accountID === undefined ? undefined : memberOf(rows, id, accountID);
  if (member === undefined) throw jobError(job, 'no-such-employee', { employeeEmail });
  return member;
}
