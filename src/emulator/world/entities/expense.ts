import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { date, dateTime, email, keysInOrderOf, reportID } from './fields.js';

export interface Expense {
  /** 19 digits, as text because the number is above 2^53. */
  readonly transactionID: string;
  readonly accountID: number;
  /** Undefined for a card expense that is not on a report yet. */
  readonly reportID?: string | undefined;
  readonly merchant: string;
  readonly modifiedMerchant?: string | undefined;
  /** In cents of `currency`, positive for money spent. */
  readonly amount: number;
  readonly modifiedAmount?: number | undefined;
  readonly currency: string;
  /** Exchange rate from `currency` to the report's currency. */
  readonly currencyConversionRate: number;
  /** `2026-01-12`. */
  readonly created: string;
  readonly modifiedCreated?: string | undefined;
  /** `2026-01-12 09:30:00`, UTC. */
  readonly inserted: string;
  readonly mcc: number;
  readonly category: string;
  /** `North` or, with levels, `North:Launch`; a colon in a name is written `\\:`. */
  readonly tag: string;
  readonly comment: string;
  readonly billable: boolean;
  readonly reimbursable: boolean;
  readonly externalID?: string | undefined;
  readonly taxRateID?: string | undefined;
  /** In cents. */
  readonly taxAmount?: number | undefined;
  readonly attendees: readonly string[];
  /** A distance or a time, with the rate in cents. */
  readonly units?: { readonly count: number; readonly rate: number; readonly unit: string } | undefined;
  /** The card that the expense comes from, and the day on which the bank posted it. */
  readonly cardID?: number | undefined;
  readonly posted?: string | undefined;
  readonly receiptID?: number | undefined;
  readonly receiptFilename?: string | undefined;
}

export interface ExpenseDocument extends Omit<Expense, 'accountID'> {
  readonly account: string;
}

export const expenseSeed = once(() =>
  z.strictObject({
    transactionID: z
      .string()
      .regex(/^[0-9]{1,20}$/, 'is not a number of up to 20 digits')
      .optional()
      .describe('Digits, as text. Default: derived from its position in the list.'),
    account: email(),
    reportID: reportID().optional().describe('The report that contains it. Default: none, as for an unclaimed card expense.'),
    merchant: z.string(),
    modifiedMerchant: z.string().optional(),
    amount: z.int().describe('In cents, positive for money spent.'),
    modifiedAmount: z.int().optional(),
    currency: z.string().length(3).default('USD'),
    currencyConversionRate: z.number().positive().default(1).describe("Exchange rate from the currency to the report's currency."),
    created: date(),
    modifiedCreated: date().optional(),
    inserted: dateTime().optional().describe('Default: noon on the day of the expense.'),
    mcc: z.int().min(0).default(0),
    category: z.string().default('Uncategorized'),
    tag: z.string().default('').describe('With levels, like North:Launch.'),
    comment: z.string().default(''),
    billable: z.boolean().default(false),
    reimbursable: z.boolean().default(true),
    externalID: z.string().optional(),
    taxRateID: z.string().optional(),
    taxAmount: z.int().optional().describe('Cents.'),
    attendees: list(z.string()).default([]),
    units: z.strictObject({ count: z.number(), rate: z.number(), unit: z.string() }).optional(),
    cardID: z.int().optional(),
    posted: date().optional(),
    receiptID: z.int().positive().optional(),
    receiptFilename: z.string().optional(),
  }),
);

const inOrder = keysInOrderOf(expenseSeed);

export const expenses = defineCollection({
  name: 'expenses',
  nouns: 'expenses',
  keyName: 'transactionID',
  key: ({ transactionID }: Expense) => transactionID,
  indexes: {
    reportID: { fields: ['reportID'], isUnique: false },
    accountID: { fields: ['accountID'], isUnique: false },
    cardID: { fields: ['cardID'], isUnique: false },
  },
  refersTo: { reportID: 'reports', cardID: 'domainCards' },
  seed: () => list(expenseSeed()).optional(),
  document: {
    write: ({ accountID, ...expense }: Expense, emailOf): ExpenseDocument => inOrder({ ...expense, account: emailOf(accountID) }),
    read: ({ account, ...expense }: ExpenseDocument, loading): Expense => ({ ...expense, accountID: loading.accountOf(account) }),
  },
});
