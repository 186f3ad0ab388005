import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { dateTime, email, keysInOrderOf } from './fields.js';

/** A company card that a domain assigned to one of its members. */
export interface DomainCard {
  readonly cardID: number;
  /** In lower case. */
  readonly domain: string;
  readonly accountID: number;
  /** `citibank.com`, `gl1025`. */
  readonly bank: string;
  /** The import that brings its expenses. */
  readonly feed: string;
  readonly cardName: string;
  /** `1234XXXXXXXX1979` */
  readonly cardNumber: string;
  /** `2018-01-01 12:34:56`, UTC. */
  readonly created: string;
  readonly externalEmployeeID: string;
  /** In the format of `created`; "" for never. */
  readonly lastImport: string;
  readonly lastImportResult: number;
  readonly reimbursable: boolean;
  /** `2018-01-01`, or "" for all. */
  readonly scrapeMinDate: string;
}

export interface DomainCardDocument extends Omit<DomainCard, 'accountID'> {
  readonly account: string;
}

const domainCardSeed = once(() =>
  z.strictObject({
    cardID: z.int().positive(),
    domain: z.string().min(1),
    account: email(),
    bank: z.string().default('citibank.com'),
    feed: z.string().default(''),
    cardName: z.string().min(1),
    cardNumber: z.string().min(1).describe('Masked, as in 1234XXXXXXXX1979.'),
    created: dateTime(),
    externalEmployeeID: z.string().default(''),
    lastImport: z.union([dateTime(), z.literal('')]).default(''),
    lastImportResult: z.int().default(200),
    reimbursable: z.boolean().default(false),
    scrapeMinDate: z.string().default(''),
  }),
);
const inOrder = keysInOrderOf(domainCardSeed);

export const domainCards = defineCollection({
  name: 'domainCards',
  nouns: 'domain cards',
  keyName: 'cardID',
  key: ({ cardID }: DomainCard) => cardID,
  indexes: { domain: { fields: ['domain'], isUnique: false } },
  refersTo: { domain: 'domains' },
  seed: () => list(domainCardSeed()).optional(),
  document: {
    write: ({ accountID, ...card }: DomainCard, emailOf): DomainCardDocument => inOrder({ ...card, account: emailOf(accountID) }),
    read: ({ account, domain, ...card }: DomainCardDocument, loading): DomainCard => ({
      ...card,
      domain: domain.toLowerCase(),
      accountID: loading.accountOf(account),
    }),
  },
});
