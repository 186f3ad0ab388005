import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { defineCollection } from '../collection.js';
import { email } from './fields.js';

/** The approver of expenses with a tag. */
export interface TagApprover {
  readonly policyID: string;
  readonly tag: string;
  readonly accountID: number;
}

export interface TagApproverDocument {
  readonly policyID: string;
  readonly tag: string;
  readonly approver: string;
}

export function tagApproverKey(policyID: string, tag: string): string {
  return `${policyID}/${tag}`;
}

export const tagApprovers = defineCollection({
  name: 'tagApprovers',
  nouns: 'tag approvers',
  keyName: 'policyID and tag',
  key: ({ policyID, tag }: TagApprover) => tagApproverKey(policyID, tag),
  indexes: { policyID: { fields: ['policyID'], isUnique: false } },
  refersTo: { policyID: 'policies' },
  seed: () => list(z.strictObject({ policyID: z.string(), tag: z.string(), approver: email() })).optional(),
  document: {
    write: ({ accountID, ...rest }: TagApprover, emailOf): TagApproverDocument => ({ ...rest, approver: emailOf(accountID) }),
    read: ({ approver, ...rest }: TagApproverDocument, loading): TagApprover => ({ ...rest, accountID: loading.accountOf(approver) }),
  },
});
