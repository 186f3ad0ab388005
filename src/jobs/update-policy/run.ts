import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext, type Standing } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import type { Tags } from '../../emulator/world/entities/policy-sections.js';
import { tagApproverKey } from '../../emulator/world/entities/tag-approver.js';
import { isPolicyAdmin, memberOf } from '../../emulator/world/people.js';
import { singleLevel, tagLevels } from '../../emulator/world/tags.js';
import { jobError } from '../../protocol/define-job.js';
import { quirkOf } from '../../protocol/quirks.js';
import { inSlices, STRIDE, type Work } from '../../runtime/slices.js';
import { type UpdatePolicyInput, updatePolicy } from './definition.js';
import { mergeCategories, mergeReportFields } from './merge-lists.js';
import { inlineLevels, mergeTags } from './merge-tags.js';
import { samples } from './samples.js';

/** Checks permission, reads the tags of the file, computes each policy and writes all of them at once. */
export const runUpdatePolicy = implement(
  updatePolicy,
  async (input, context) => {
    const policyIDs = policyIDsOf(input);
    permit(context, policyIDs);
    const tags = await sentTags(input, context);
    refuseTooMuch(input, tags, policyIDs.length);
    await changeCompany(context, {
      compute: (standing, transaction) => {
        const sent = { input, tags, isTagMerge: isTagMerge(input, standing) };
        return updateEach(permit(standing, policyIDs), sent, transaction, context);
      },
    });
    return { answer: 'updated', body: {} };
  },
  { samples },
);

function* updateEach(
  policies: readonly Policy[],
  sent: Parameters<typeof updateOne>[1],
  transaction: Transaction,
  context: JobContext,
): Work<void> {
  for (const policy of policies) yield* updateOne(policy, sent, transaction, context);
}

/** Without duplicates, in the order sent. */
function policyIDsOf({ inputSettings: { policyID = '', policyIDList = [] } }: UpdatePolicyInput): string[] {
  return [...new Set([...(policyID === '' ? [] : [policyID]), ...policyIDList])];
}

/** The policies, all of which the account must administer. A policy that the account is not a member of is unknown. */
function permit({ company, account }: Standing, policyIDs: readonly string[]): Policy[] {
  return policyIDs.map((policyID) => {
    const policy = company.policies.get(policyID);
    if (policy === undefined || memberOf(company, policyID, account.accountID) === undefined)
      throw jobError(updatePolicy, 'policy-not-found', { policyID });
    if (!isPolicyAdmin(company, policyID, account)) throw jobError(updatePolicy, 'not-policy-admin');
    return policy;
  });
}

async function sentTags({ tags }: UpdatePolicyInput, context: JobContext): Promise<Tags | undefined> {
  if (tags === undefined) return undefined;
  if (tags.source !== 'file') return inSlices(inlineLevels(tags));
  // Loaded here, because most emulators never read a CSV.
  const { readTagFile } = await import('./tag-file.js');
  return inSlices(readTagFile(tags.config, context));
}

/** Total over all policies. Our own limit, so that one request cannot exhaust memory. */
const MAX_WRITTEN = 1_000_000;

function refuseTooMuch({ categories, reportFields }: UpdatePolicyInput, tags: Tags | undefined, policyCount: number): void {
  const values = reportFields?.data.reduce((sum, field) => sum + (field.type === 'dropdown' ? field.values.length : 1), 0) ?? 0;
  const tagCount = tags === undefined ? 0 : tagLevels(tags).reduce((sum, level) => sum + level.tags.length, 0);
  const written = (categories?.data.length ?? 0) + values + tagCount;
  // A single policy may have as much as a request can contain.
  if (policyCount > 1 && written * policyCount > MAX_WRITTEN) throw jobError(updatePolicy, 'malformed-policy-id-list');
}

interface Sent {
  readonly input: UpdatePolicyInput;
  readonly tags: Tags | undefined;
  readonly isTagMerge: boolean;
}

function* updateOne(policy: Policy, { input, tags, isTagMerge: merges }: Sent, transaction: Transaction, context: JobContext): Work<void> {
  const { categories, reportFields } = input;
  const after: Policy = {
    ...policy,
    ...(categories !== undefined && { categories: yield* mergeCategories(policy.categories, categories) }),
    ...(reportFields !== undefined && { reportFields: yield* mergeReportFields(policy.reportFields, reportFields) }),
    ...(tags !== undefined && { tags: merges ? mergeTags(policy.tags, tags) : tags }),
  };
  transaction.policies.put(after);
  if (tags === undefined) return;
  const removed = yield* removedTags(policy.tags, after.tags);
  if (input.tags?.action === 'merge' && removed > 0) context.advise('tags-removed', `${removed} from policy ${policy.id}`);
  yield* removeApprovers(after, transaction);
}

function isTagMerge({ tags }: UpdatePolicyInput, { company }: Standing): boolean {
  return tags?.action === 'merge' && quirkOf(company.quirks, updatePolicy, 'tag-merge') === 'replace-level';
}

/** The number of removed tags, by name. */
function* removedTags(before: Tags, after: Tags): Work<number> {
  const left = new Set<string>();
  let steps = 0;
  let removed = 0;
  for (const { tags } of tagLevels(after)) {
    for (const { name } of tags) {
      if (++steps % STRIDE === 0) yield STRIDE;
      left.add(name);
    }
  }
  for (const { tags } of tagLevels(before)) {
    for (const { name } of tags) {
      if (++steps % STRIDE === 0) yield STRIDE;
      if (!left.has(name)) removed++;
    }
  }
  return removed;
}

/** Only tags of a single level have approvers. */
function* removeApprovers({ id, tags }: Policy, transaction: Transaction): Work<void> {
  const names = new Set(singleLevel(tags)?.tags.map(({ name }) => name));
  let steps = 0;
  for (const { tag } of [...transaction.tagApprovers.list('policyID', id)]) {
    if (++steps % STRIDE === 0) yield STRIDE;
    if (!names.has(tag)) transaction.tagApprovers.remove(tagApproverKey(id, tag));
  }
}
