import { implement } from '../../emulator/implement.js';
import type { Company } from '../../emulator/world/company.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { memberOf } from '../../emulator/world/people.js';
import { jobError } from '../../protocol/define-job.js';
import { inSlices } from '../../runtime/slices.js';
import { getPolicy, POLICY_FIELDS } from './definition.js';
import { peopleAtOneMoment } from './people-of.js';
import { samples } from './samples.js';
import { describeLargePolicy, describePolicy } from './view.js';

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
  const people = await inSlices(peopleAtOneMoment(company, policies));
  const policyInfo = infoOf(policies, (policy) => describeLargePolicy(people(policy), policy, fields));
  return { answer: 'read', body: { policyInfo }, isLong: true } as const;
}

function infoOf<Info>(policies: readonly Policy[], describe: (policy: Policy) => Info): Record<string, Info> {
  return Object.fromEntries(policies.map((policy) => [policy.id, describe(policy)]));
}
