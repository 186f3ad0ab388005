import { z } from 'zod';
import { fromBase64, toBase64 } from '../../../runtime/bytes.js';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { dateTime, email, keysInOrderOf } from './fields.js';

export const FILE_SYSTEMS = ['integrationServer', 'reconciliation'] as const;
export type FileSystem = (typeof FILE_SYSTEMS)[number];

/** A file that an export created, for download. */
export interface GeneratedFile {
  readonly name: string;
  readonly fileSystem: FileSystem;
  /** The account that requested it. */
  readonly accountID: number;
  readonly contentType: string;
  /** `2026-01-12 09:30:00`, UTC, like `expires`. */
  readonly created: string;
  readonly expires: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

export interface GeneratedFileDocument extends Omit<GeneratedFile, 'accountID' | 'content'> {
  readonly account: string;
  /** Base64. */
  readonly content: string;
}

const fileSeed = once(() =>
  z.strictObject({
    name: z.string().min(1),
    fileSystem: z.enum(FILE_SYSTEMS).default('integrationServer'),
    account: email(),
    contentType: z.string().default('text/plain'),
    created: dateTime(),
    expires: dateTime(),
    content: z.base64().describe('Base64.'),
  }),
);
const inOrder = keysInOrderOf(fileSeed);

export const files = defineCollection({
  name: 'files',
  nouns: 'files',
  keyName: 'name',
  key: ({ name }: GeneratedFile) => name,
  indexes: {},
  bytes: ['content'],
  seed: () => list(fileSeed()).optional(),
  document: {
    write: ({ accountID, content, ...file }: GeneratedFile, emailOf): GeneratedFileDocument =>
      inOrder({ ...file, account: emailOf(accountID), content: toBase64(content) }),
    read: ({ account, content, ...file }: GeneratedFileDocument, loading): GeneratedFile => ({
      ...file,
      accountID: loading.accountOf(account),
      content: fromBase64(content),
    }),
    summarize: ({ accountID, content, ...file }, emailOf) => ({ ...file, account: emailOf(accountID), size: content.length }),
  },
});
