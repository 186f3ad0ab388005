import type { z } from 'zod';
import { memberWithEmail, policyOfAdmin } from '../../emulator/accounts/policy-access.js';
import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import { expenseRulesOf, nextRuleID, ruleWith } from '../../emulator/world/expense-rules.js';
import { nameCheck } from '../../emulator/world/name-check.js';
import { jobError } from '../../protocol/define-job.js';
import type { Work } from '../../runtime/slices.js';
import { createExpenseRules } from './definition.js';

export const runCreateExpenseRules = implement(createExpenseRules, async ({ inputSettings }, context) => {
  await changeCompany(context, {
    compute: ({ account }, transaction) => addRule(inputSettings, account, transaction, context),
  });
  return { answer: 'created', body: { responseMessage: 'OK' } };
});

function* addRule(
  settings: z.output<typeof createExpenseRules.input>['inputSettings'],
  account: Account,
  transaction: Transaction,
  context: JobContext,
): Work<void> {
  const { policyID, employeeEmail, actions } = settings;
  const policy = policyOfAdmin(createExpenseRules, transaction, policyID, account);
  const { accountID } = memberWithEmail(createExpenseRules, transaction, policy, employeeEmail);
  const rules = expenseRulesOf(transaction, policyID, accountID);
  const same = ruleWith(rules, actions);
  if (same !== undefined) throw jobError(createExpenseRules, 'duplicate-rule', { ruleID: String(same.ruleID) });
  nameCheck((detail) => context.advise('not-on-policy', detail))(policy, actions);
  transaction.expenseRules.put({ policyID, accountID, ruleID: nextRuleID(rules), ...actions });
}
