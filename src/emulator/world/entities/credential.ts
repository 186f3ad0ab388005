import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { email } from './fields.js';

/** Partner credentials act as the account that generated them. Only the hash of the secret is kept. */
export interface Credential {
  readonly partnerUserID: string;
  /** SHA-256 of the secret, hex. Secrets are long and random, so no salt is needed. */
  readonly secretHash: string;
  readonly accountID: number;
}

export interface CredentialDocument {
  readonly partnerUserID: string;
  readonly secretHash: string;
  readonly actsAs: string;
}

const credentialSeed = once(() =>
  z.strictObject({
    partnerUserID: z
      .string()
      .min(1)
      .optional()
      .describe('Default: aa_ and the email address, with _ for every character that is not a letter or digit.'),
    partnerUserSecret: z.string().min(1).optional().describe('Default: derived from the partnerUserID, the same at every start.'),
    secretHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
      .optional()
      .describe('The SHA-256 of the secret, as an alternative to the secret.'),
    actsAs: email().describe('The account that the credentials act as.'),
  }),
);

export const credentials = defineCollection({
  name: 'credentials',
  nouns: 'credentials',
  keyName: 'partnerUserID',
  key: ({ partnerUserID }: Credential) => partnerUserID,
  indexes: {},
  seed: () => list(credentialSeed()).optional().describe('Default: one set of credentials, for the first domain admin.'),
  document: {
    write: ({ partnerUserID, secretHash, accountID }: Credential, emailOf): CredentialDocument => ({
      partnerUserID,
      secretHash,
      actsAs: emailOf(accountID),
    }),
    read: ({ partnerUserID, secretHash, actsAs }: CredentialDocument, loading) => ({
      partnerUserID,
      secretHash,
      accountID: loading.accountOf(actsAs),
    }),
  },
});
