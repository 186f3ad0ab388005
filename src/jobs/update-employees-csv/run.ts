import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext, type Standing } from '../../emulator/implement.js';
import { invitationMail } from '../../emulator/outbox/invitation-mail.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { emailOf, isPolicyAdmin, memberOf } from '../../emulator/world/people.js';
import { jobError } from '../../protocol/define-job.js';
import { inSlices } from '../../runtime/slices.js';
import { updateEmployeesCsv } from './definition.js';
import { samples } from './samples.js';
import { updateMembers } from './update-members.js';

/** Permission is checked before the rows are read. Then all rows are applied at once. */
export const runUpdateEmployeesCsv = implement(
  updateEmployeesCsv,
  async ({ inputSettings: { policyID } }, context) => {
    administered(context, policyID);
    if (context.fields.has('data') && !context.isMultipart) context.advise('not-multipart', 'data');
    // Loaded here, because most emulators never read a CSV.
    const { readRows } = await import('./read-rows.js');
    const rows = await inSlices(readRows(context));
    const { count } = await changeCompany(context, {
      compute: (standing, transaction) => {
        const { account: caller } = standing;
        return applyRows(rows, { policy: administered(standing, policyID), caller, transaction, advise: context.advise });
      },
      committed: ({ policy, invited }, { company }) => invite(context, company.id, policy, invited),
    });
    return { answer: 'updated', body: { nbEmployees: count } };
  },
  { samples },
);

function* applyRows(rows: Parameters<typeof updateMembers>[0], target: Parameters<typeof updateMembers>[1]) {
  const { policy, transaction } = target;
  const added = yield* updateMembers(rows, target);
  const invited = Array.from(added, (accountID) => emailOf(transaction, accountID));
  return { policy, invited, count: countOf(transaction.members.list('policyID', policy.id)) };
}

/** The policy, which the account must administer. A policy that the account is not a member of is unknown. */
function administered({ company, account }: Standing, policyID: string): Policy {
  const policy = company.policies.get(policyID);
  if (policy === undefined || memberOf(company, policyID, account.accountID) === undefined)
    throw jobError(updateEmployeesCsv, 'policy-not-found', { policyID });
  if (!isPolicyAdmin(company, policyID, account)) throw jobError(updateEmployeesCsv, 'not-policy-admin');
  return policy;
}

function countOf(rows: Iterable<unknown>): number {
  let count = 0;
  for (const _ of rows) count++;
  return count;
}

function invite(context: JobContext, company: string, { name }: Policy, emails: readonly string[]): void {
  for (const email of emails) context.parts.outbox.put(invitationMail(company, name, email), context);
}
