import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { email, keysInOrderOf } from './fields.js';

/** Values that are filled in on a member's new expenses. */
export interface ExpenseRule {
  readonly policyID: string;
  readonly accountID: number;
  /** Counted from 0 for each member of a policy. */
  readonly ruleID: number;
  readonly tag?: string | undefined;
  readonly defaultBillable?: boolean | undefined;
}

export interface ExpenseRuleDocument extends Omit<ExpenseRule, 'accountID'> {
  readonly account: string;
}

export function expenseRuleKey({ policyID, accountID, ruleID }: Pick<ExpenseRule, 'policyID' | 'accountID' | 'ruleID'>): string {
  return `${policyID}/${accountID}/${ruleID}`;
}

const expenseRuleSeed = once(() =>
  z.strictObject({
    policyID: z.string(),
    account: email(),
    ruleID: z.int().min(0),
    tag: z.string().optional(),
    defaultBillable: z.boolean().optional(),
  }),
);
const inOrder = keysInOrderOf(expenseRuleSeed);

export const expenseRules = defineCollection({
  name: 'expenseRules',
  nouns: 'expense rules',
  keyName: 'policyID, account and ruleID',
  key: (rule: ExpenseRule) => expenseRuleKey(rule),
  indexes: { accountID: { fields: ['accountID'], isUnique: false } },
  refersTo: { policyID: 'policies' },
  seed: () => list(expenseRuleSeed()).optional(),
  document: {
    write: ({ accountID, ...rule }: ExpenseRule, emailOf): ExpenseRuleDocument => inOrder({ ...rule, account: emailOf(accountID) }),
    read: ({ account, ...rule }: ExpenseRuleDocument, loading): ExpenseRule => ({ ...rule, accountID: loading.accountOf(account) }),
    showKey: ({ policyID, accountID, ruleID }, emailOf) => `${policyID}/${emailOf(accountID)}/${ruleID}`,
  },
});
