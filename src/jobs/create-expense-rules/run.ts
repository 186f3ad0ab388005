import { memberWithEmail, policyOfAdmin } from '../../emulator/accounts/policy-access.js';
import { changeCompany } from '../../emulator/change-company.js';
import { implement } from '../../emulator/implement.js';
import { expenseRulesOf, nextRuleID, ruleWith } from '../../emulator/world/expense-rules.js';
import { nameCheck } from '../../emulator/world/name-check.js';
import { jobError } from '../../protocol/define-job.js';
import { createExpenseRules } from './definition.js';

export const runCreateExpenseRules = implement(createExpenseRules, async ({ inputSettings }, context) => {
  const { policyID, employeeEmail, actions } = inputSettings;
  await changeCompany(context, {
    *compute({ account }, transaction) {
      const policy = policyOfAdmin(createExpenseRules, transaction, policyID, account);
      const { accountID } = memberWithEmail(createExpenseRules, transaction, policy, employeeEmail);
      const rules = expenseRulesOf(transaction, policyID, accountID);
      const same = ruleWith(rules, actions);
      if (same !== undefined) throw jobError(createExpenseRules, 'duplicate-rule', { ruleID: String(same.ruleID) });
      nameCheck((detail) => context.advise('not-on-policy', detail))(policy, actions);
      transaction.expenseRules.put({ policyID, accountID, ruleID: nextRuleID(rules), ...actions });
    },
  });
  return { answer: 'created', body: { responseMessage: 'OK' } };
});
