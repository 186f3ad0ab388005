import type { CompanyRows } from './company.js';
import type { ExpenseRule } from './entities/expense-rule.js';

type Rules = Pick<CompanyRows, 'expenseRules'>;
type Actions = Pick<ExpenseRule, 'tag' | 'defaultBillable'>;

/** The rules of a member of a policy. */
export function expenseRulesOf({ expenseRules }: Rules, policyID: string, accountID: number): ExpenseRule[] {
  return [...expenseRules.list('accountID', accountID)].filter((rule) => rule.policyID === policyID);
}

/** Counts from 0 for each member of a policy (assumed: the example in the reference updates rule 0). */
export function nextRuleID(rules: readonly ExpenseRule[]): number {
  return rules.reduce((next, { ruleID }) => Math.max(next, ruleID + 1), 0);
}

/** The existing rule with exactly these actions. */
export function ruleWith(rules: readonly ExpenseRule[], { tag, defaultBillable }: Actions): ExpenseRule | undefined {
  return rules.find((rule) => rule.tag === tag && rule.defaultBillable === defaultBillable);
}

/** What rules fill in on an expense that leaves it out. If several apply, the rule with the highest id wins (assumed). */
export function defaultsOf(rules: readonly ExpenseRule[]): Actions {
  let defaults: Actions = {};
  const inOrder = [...rules].sort((left, right) => left.ruleID - right.ruleID);
  for (const { tag = defaults.tag, defaultBillable = defaults.defaultBillable } of inOrder) defaults = { tag, defaultBillable };
  return defaults;
}
