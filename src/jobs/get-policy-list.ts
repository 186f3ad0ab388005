import { actAs } from '../accounts/act-as.js';
import { jobError } from '../protocol/define-job.js';
import { getPolicyList } from '../protocol/get-policy-list.js';
import { summarisePolicy } from '../world/policy-views.js';
import { implement } from './implement.js';

export const runGetPolicyList = implement(getPolicyList, ({ inputSettings }, { company, account }) => {
  const { adminOnly = false, userEmail } = inputSettings;
  const actor = actAs(company, account, userEmail);
  if (actor === undefined) throw jobError(getPolicyList, 'not-authorized-as-user', { userEmail: userEmail ?? '' });
  const policyList = [];
  for (const policy of company.policies.values()) {
    const role = policy.members.get(actor.accountID)?.role;
    if (role === undefined || (adminOnly && role !== 'admin')) continue;
    policyList.push(summarisePolicy(company, policy, role));
  }
  return { answer: 'listed', body: { policyList } };
});
