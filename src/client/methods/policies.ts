import type { z } from 'zod';
import { createPolicy } from '../../jobs/create-policy/definition.js';
import type { PolicyField } from '../../jobs/get-policy/definition.js';
import { getPolicyList } from '../../jobs/get-policy-list/definition.js';
import type { Connection } from '../connection.js';
import { type PolicySections, readPolicies } from '../get-policies.js';
import type { JobAnswer } from '../open-schema.js';
import { runJob } from '../run-job.js';
import type { CallOptions } from './call-options.js';

type Plan = z.input<typeof createPolicy.input>['inputSettings']['plan'];

export interface PolicyMethods {
  /** The policies the account can see, with its role on each. Writes nothing. */
  listPolicies(
    options?: { readonly adminOnly?: boolean; readonly userEmail?: string } & CallOptions,
  ): Promise<JobAnswer<typeof getPolicyList>['policyList']>;
  /**
   * The asked sections of the policies, by policy id. Writes nothing.
   * @example const { [id]: policy } = await client.getPolicies([id], { fields: ['employees'] });
   */
  getPolicies<Field extends PolicyField>(
    ids: readonly string[],
    options: { readonly fields: readonly Field[]; readonly userEmail?: string } & CallOptions,
  ): Promise<Record<string, PolicySections<Field>>>;
  /** Creates a policy that the account owns. **Writes**, and is never repeated after a failure. */
  createPolicy(policyName: string, options?: { readonly plan?: Plan } & CallOptions): Promise<JobAnswer<typeof createPolicy>>;
}

export function policyMethods(connection: Connection): PolicyMethods {
  return {
    listPolicies: async ({ adminOnly, userEmail, signal } = {}) => {
      const { policyList } = await runJob(connection, getPolicyList, { job: { inputSettings: { adminOnly, userEmail } }, signal });
      return policyList;
    },
    getPolicies: (ids, { fields, userEmail, signal }) => readPolicies(connection, ids, fields, { userEmail, signal }),
    createPolicy: (policyName, { plan, signal } = {}) =>
      runJob(connection, createPolicy, { job: { inputSettings: { policyName, plan } }, signal }),
  };
}
