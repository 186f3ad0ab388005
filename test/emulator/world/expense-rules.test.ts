import { expect, test } from 'vitest';
import type { ExpenseRule } from '../../../src/emulator/world/entities/expense-rule.js';
import { defaultsOf, nextRuleID, ruleWith } from '../../../src/emulator/world/expense-rules.js';

const rule = (ruleID: number, actions: Partial<ExpenseRule>): ExpenseRule => ({ policyID: 'A1', accountID: 1, ruleID, ...actions });

test('the newest rule with an action decides that action', () => {
  expect(defaultsOf([])).toEqual({});
  expect(defaultsOf([rule(0, { tag: 'A', defaultBillable: true }), rule(1, { tag: 'B' })])).toEqual({ tag: 'B', defaultBillable: true });
  expect(defaultsOf([rule(0, { tag: 'A' }), rule(1, { defaultBillable: false })])).toEqual({ tag: 'A', defaultBillable: false });
});

test('the rules of a seed need not be in order', () => {
  expect(defaultsOf([rule(5, { tag: 'new' }), rule(2, { tag: 'old' })])).toEqual({ tag: 'new' });
  expect(nextRuleID([rule(5, {}), rule(2, {})])).toBe(6);
});

test('a rule is the same if both actions are the same', () => {
  const rules = [rule(0, { tag: 'A' }), rule(1, { tag: 'A', defaultBillable: false })];
  expect(ruleWith(rules, { tag: 'A', defaultBillable: false })?.ruleID).toBe(1);
  expect(ruleWith(rules, { tag: 'A' })?.ruleID).toBe(0);
  expect(ruleWith(rules, { defaultBillable: false })).toBeUndefined();
});
