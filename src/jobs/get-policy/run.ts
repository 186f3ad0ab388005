import { implement } from '../../emulator/implement.js';
import type { Company } from '../../emulator/world/company.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { memberOf } from '../../emulator/world/people.js';
import { jobError } from '../../protocol/define-job.js';
import { inSlices, type Work } from '../../runtime/slices.js';
import { getPolicy, POLICY_FIELDS, type PolicyInfo } from './definition.js';
import { peopleAtOneMoment } from './people-of.js';
import { samples } from './samples.js';
import { describePolicy, describePolicyInSteps } from './view.js';

const sections: ReadonlySet<string> = new Set(POLICY_FIELDS);

export const runGetPolicy = implement(
  getPolicy,
  ({ inputSettings }, { company, account, advise }) => {
    const fields = new Set(inputSettings.fields);
    for (const field of fields) if (!sections.has(field)) advise('unknown-section', field);
    const policies: Policy[] = [];
    // A duplicate id is one policy.
    for (const policyID of new Set(inputSettings.policyIDList)) {
      const policy = company.policies.get(policyID);
      if (policy === undefined || memberOf(company, policyID, account.accountID) === undefined)
        throw jobError(getPolicy, 'policy-not-found', { policyID });
      policies.push(policy);
    }
    if (fields.has('employees') && company.members.size > FEW_MEMBERS) return readInSlices(company, policies, fields);
    const policyInfo = infoOf(policies, (policy) => describePolicy(company, policy, fields));
    return { answer: 'read', body: { policyInfo } };
  },
  { samples },
);

/** So few members are read at once. */
const FEW_MEMBERS = 2000;

async function readInSlices(company: Company, policies: readonly Policy[], fields: ReadonlySet<string>) {
  const policyInfo = await inSlices(describeInSteps(company, policies, fields));
  return { answer: 'read', body: { policyInfo }, isLong: true } as const;
}

function* describeInSteps(company: Company, policies: readonly Policy[], fields: ReadonlySet<string>): Work<Record<string, PolicyInfo>> {
  const people = yield* peopleAtOneMoment(company, policies);
  const described: PolicyInfo[] = [];
  for (const [policy, its] of people) described.push(yield* describePolicyInSteps(its, policy, fields));
  return infoOf(policies, (_policy, index) => described[index] ?? {});
}

function infoOf(policies: readonly Policy[], describe: (policy: Policy, index: number) => PolicyInfo): Record<string, PolicyInfo> {
  return Object.fromEntries(policies.map((policy, index) => [policy.id, describe(policy, index)]));
}
