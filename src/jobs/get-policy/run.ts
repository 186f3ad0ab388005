import { implement } from '../../emulator/implement.js';
import { memberOf } from '../../emulator/world/people.js';
import { jobError } from '../../protocol/define-job.js';
import { getPolicy, POLICY_FIELDS, type PolicyInfo } from './definition.js';
import { samples } from './samples.js';
import { describePolicy } from './view.js';

const sections: ReadonlySet<string> = new Set(POLICY_FIELDS);

export const runGetPolicy = implement(
  getPolicy,
  ({ inputSettings }, { company, account, advise }) => {
    const fields = new Set(inputSettings.fields);
    for (const field of fields) if (!sections.has(field)) advise('unknown-section', field);
    const policyInfo: Record<string, PolicyInfo> = {};
    // A duplicate id is one policy.
    for (const policyID of new Set(inputSettings.policyIDList)) {
      const policy = company.policies.get(policyID);
      if (policy === undefined || memberOf(company, policyID, account.accountID) === undefined)
        throw jobError(getPolicy, 'policy-not-found', { policyID });
      policyInfo[policyID] = describePolicy(company, policy, fields);
    }
    return { answer: 'read', body: { policyInfo } };
  },
  { samples },
);
