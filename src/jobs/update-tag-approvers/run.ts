import type { z } from 'zod';
import { changeCompany } from '../../emulator/change-company.js';
import { implement, type Standing } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { tagApproverKey } from '../../emulator/world/entities/tag-approver.js';
import { accountByLogin, isPolicyAdmin, memberOf } from '../../emulator/world/people.js';
import { isDependent, singleLevel, tagLevels } from '../../emulator/world/tags.js';
import { jobError } from '../../protocol/define-job.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { updateTagApprovers } from './definition.js';
import { samples } from './samples.js';

export const runUpdateTagApprovers = implement(
  updateTagApprovers,
  async ({ inputSettings, tagApprovers }, context) => {
    const { policyID } = inputSettings;
    await changeCompany(context, {
      compute: (standing, transaction) => setApprovers(administered(standing, policyID), tagApprovers, transaction),
    });
    return { answer: 'updated', body: {} };
  },
  { samples },
);

function* setApprovers(
  { id: policyID, tags }: Policy,
  tagApprovers: z.output<typeof updateTagApprovers.input>['tagApprovers'],
  transaction: Transaction,
): Work<void> {
  if (isDependent(tags) || tagLevels(tags).length > 1) throw jobError(updateTagApprovers, 'several-levels');
  const known = new Set(singleLevel(tags)?.tags.map(({ name }) => name));
  let steps = 0;
  for (const { name, approver } of tagApprovers) {
    if (++steps % STRIDE === 0) yield STRIDE;
    if (!known.has(name)) throw jobError(updateTagApprovers, 'invalid-tag', { name });
    if (approver === '') {
      transaction.tagApprovers.remove(tagApproverKey(policyID, name));
      continue;
    }
    const account = accountByLogin(transaction, approver.toLowerCase());
    if (account === undefined || memberOf(transaction, policyID, account.accountID) === undefined)
      throw jobError(updateTagApprovers, 'invalid-approver', { approver });
    transaction.tagApprovers.put({ policyID, tag: name, accountID: account.accountID });
  }
}

/** The policy, which the account must administer. A policy that the account is not a member of is unknown. */
function administered({ company, account }: Standing, policyID: string): Policy {
  const policy = company.policies.get(policyID);
  if (policy === undefined || memberOf(company, policyID, account.accountID) === undefined)
    throw jobError(updateTagApprovers, 'invalid-policy', { policyID });
  if (!isPolicyAdmin(company, policyID, account)) throw jobError(updateTagApprovers, 'not-policy-admin');
  return policy;
}
