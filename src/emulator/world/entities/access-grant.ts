import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { defineCollection } from '../collection.js';
import { email } from './fields.js';

/** Third-party access: a person or a whole domain allows `granteeID` to act for them. */
export interface AccessGrant {
  /** An email address or a domain, in lower case. */
  readonly grantor: string;
  readonly granteeID: number;
}

export interface AccessGrantDocument {
  readonly grantor: string;
  readonly grantee: string;
}

export function grantKey(grantor: string, granteeID: number): string {
  return `${grantor}/${granteeID}`;
}

export const thirdPartyAccess = defineCollection({
  name: 'thirdPartyAccess',
  nouns: 'grants',
  keyName: 'grantor',
  key: ({ grantor, granteeID }: AccessGrant) => grantKey(grantor, granteeID),
  indexes: {},
  isSet: true,
  seed: () =>
    list(z.strictObject({ grantor: z.string().min(1), grantee: email() }))
      .optional()
      .describe('grantor, an email address or a domain, allows grantee to act for them (userEmail).'),
  document: {
    write: ({ grantor, granteeID }: AccessGrant, emailOf): AccessGrantDocument => ({ grantor, grantee: emailOf(granteeID) }),
    read: ({ grantor, grantee }: AccessGrantDocument, loading) => ({
      grantor: grantor.toLowerCase(),
      granteeID: loading.accountOf(grantee),
    }),
    showKey: ({ grantor, granteeID }, emailOf) => `${grantor}/${emailOf(granteeID)}`,
  },
});
