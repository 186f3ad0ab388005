import type { z } from 'zod';
import type { createPolicy } from '../../jobs/create-policy/definition.js';
import type { getDomainCardList } from '../../jobs/get-domain-card-list/definition.js';
import type { PolicyField } from '../../jobs/get-policy/definition.js';
import { getPolicyList } from '../../jobs/get-policy-list/definition.js';
import type { updatePolicy } from '../../jobs/update-policy/definition.js';
import type { updateTagApprovers } from '../../jobs/update-tag-approvers/definition.js';
import type { Connection } from '../connection.js';
import { type PolicySections, readPolicies } from '../get-policies.js';
import type { JobAnswer } from '../open-schema.js';
import { runJob } from '../run-job.js';
import { runLazily } from '../run-lazily.js';
import type { CallOptions } from './call-options.js';

type Plan = z.input<typeof createPolicy.input>['inputSettings']['plan'];
type UpdatePolicyJob = z.input<typeof updatePolicy.input>;
type TagApprover = z.input<typeof updateTagApprovers.input>['tagApprovers'][number];

/** The sections to write. `tagFile` is the CSV or TSV for `tags` with the source `file`. */
export type PolicyUpdate = Pick<UpdatePolicyJob, 'categories' | 'tags' | 'reportFields'> & { readonly tagFile?: string };

export interface PolicyMethods {
  /** Returns the policies that the account can see, with its role on each. Writes nothing. */
  listPolicies(
    options?: { readonly adminOnly?: boolean; readonly userEmail?: string } & CallOptions,
  ): Promise<JobAnswer<typeof getPolicyList>['policyList']>;
  /**
   * Returns the requested sections of the policies, by policy id. Writes nothing.
   * @example const { [id]: policy } = await client.getPolicies([id], { fields: ['employees'] });
   */
  getPolicies<Field extends PolicyField>(
    ids: readonly string[],
    options: { readonly fields: readonly Field[]; readonly userEmail?: string } & CallOptions,
  ): Promise<Record<string, PolicySections<Field>>>;
  /** Creates a policy that the account owns. **Writes**, and is never repeated after a failure. */
  createPolicy(policyName: string, options?: { readonly plan?: Plan } & CallOptions): Promise<JobAnswer<typeof createPolicy>>;
  /**
   * Sets the same categories, tags and report fields on all given policies. **Writes**. All tags of a named level are replaced, even
   * with `merge` (observed).
   * @example await client.updatePolicies([id], { categories: { action: 'merge', data: [{ name: 'Travel', enabled: true }] } });
   */
  updatePolicies(ids: readonly string[], update: PolicyUpdate, options?: CallOptions): Promise<void>;
  /** Sets who approves expenses with a tag. `approver: ''` removes the approver. **Writes**. */
  updateTagApprovers(policyID: string, tagApprovers: readonly TagApprover[], options?: CallOptions): Promise<void>;
  /** Returns the company cards of a domain. Requires a domain admin. Writes nothing. */
  listDomainCards(domain: string, options?: CallOptions): Promise<JobAnswer<typeof getDomainCardList>['domainCardList']>;
}

export function policyMethods(connection: Connection): PolicyMethods {
  return {
    listPolicies: async ({ adminOnly, userEmail, signal } = {}) => {
      const { policyList } = await runJob(connection, getPolicyList, { job: { inputSettings: { adminOnly, userEmail } }, signal });
      return policyList;
    },
    getPolicies: (ids, { fields, userEmail, signal }) => readPolicies(connection, ids, fields, { userEmail, signal }),
    createPolicy: (policyName, { plan, signal } = {}) =>
      runLazily(connection, async () => (await import('../../jobs/create-policy/definition.js')).createPolicy, {
        job: { inputSettings: { policyName, plan } },
        signal,
      }),
    updatePolicies: async (ids, { tagFile, ...sections }, { signal } = {}) => {
      const job = { ...sections, inputSettings: { policyIDList: ids } };
      await runLazily(connection, async () => (await import('../../jobs/update-policy/definition.js')).updatePolicy, {
        job,
        ...(tagFile !== undefined && { fields: { file: tagFile } }),
        signal,
      });
    },
    updateTagApprovers: async (policyID, tagApprovers, { signal } = {}) => {
      await runLazily(connection, async () => (await import('../../jobs/update-tag-approvers/definition.js')).updateTagApprovers, {
        job: { inputSettings: { policyID }, tagApprovers },
        signal,
      });
    },
    listDomainCards: async (domain, { signal } = {}) => {
      const { domainCardList } = await runLazily(
        connection,
        async () => (await import('../../jobs/get-domain-card-list/definition.js')).getDomainCardList,
        { job: { inputSettings: { domain } }, signal },
      );
      return domainCardList;
    },
  };
}
