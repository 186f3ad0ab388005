import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext, type JobParts } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { newID } from '../../emulator/world/new-id.js';
import { jobError } from '../../protocol/define-job.js';
import { quirkOf } from '../../protocol/quirks.js';
import type { Work } from '../../runtime/slices.js';
import { dateTimeOf } from '../../util/date-text.js';
import { createPolicy } from './definition.js';
import { samples } from './samples.js';

export const runCreatePolicy = implement(
  createPolicy,
  async ({ inputSettings }, context) => {
    const { policyName: name, plan: type } = inputSettings;
    if (name === undefined || name === '') throw missingName(context);
    const { parts } = context;
    const policyID = await changeCompany(context, {
      compute: ({ account }, transaction) => addPolicy(transaction, account.accountID, { name, type }, parts),
    });
    return { answer: 'created', body: { policyID, policyName: name } };
  },
  { samples },
);

function* addPolicy(
  transaction: Transaction,
  accountID: number,
  given: Pick<Policy, 'name' | 'type'>,
  { ids, clock }: JobParts,
): Work<string> {
  const policy: Policy = {
    id: newID(transaction.policies, () => ids.policy()),
    ...given,
    ownerID: accountID,
    outputCurrency: 'USD',
    created: dateTimeOf(clock.now()),
    settings: {},
    categories: [],
    tags: [],
    tax: {},
    reportFields: [],
  };
  transaction.policies.put(policy);
  transaction.members.put({ policyID: policy.id, accountID, role: 'admin', submitsTo: accountID });
  return policy.id;
}

function missingName({ company }: JobContext): Error {
  const code = quirkOf(company.quirks, createPolicy, 'missing-name');
  return jobError(createPolicy, code === '410' ? 'missing-policy-name-410' : 'missing-policy-name');
}
