import type { z } from 'zod';
import { memberWithEmail, policyOfAdmin } from '../../emulator/accounts/policy-access.js';
import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import { expenseRulesOf, ruleWith } from '../../emulator/world/expense-rules.js';
import { nameCheck } from '../../emulator/world/name-check.js';
import { jobError } from '../../protocol/define-job.js';
import type { Work } from '../../runtime/slices.js';
import { updateExpenseRules } from './definition.js';

export const runUpdateExpenseRules = implement(updateExpenseRules, async ({ inputSettings }, context) => {
  await changeCompany(context, {
    compute: ({ account }, transaction) => updateRule(inputSettings, account, transaction, context),
  });
  return { answer: 'updated', body: { responseMessage: 'OK' } };
});

function* updateRule(
  settings: z.output<typeof updateExpenseRules.input>['inputSettings'],
  account: Account,
  transaction: Transaction,
  context: JobContext,
): Work<void> {
  const { policyID, employeeEmail, ruleID, actions } = settings;
  const policy = policyOfAdmin(updateExpenseRules, transaction, policyID, account);
  const { accountID } = memberWithEmail(updateExpenseRules, transaction, policy, employeeEmail);
  const rules = expenseRulesOf(transaction, policyID, accountID);
  const rule = rules.find((one) => one.ruleID === ruleID);
  if (rule === undefined) throw jobError(updateExpenseRules, 'no-such-rule', { ruleID: String(ruleID) });
  const updated = { ...rule, ...actions };
  const same = ruleWith(rules, updated);
  if (same !== undefined && same !== rule) throw jobError(updateExpenseRules, 'duplicate-rule', { ruleID: String(same.ruleID) });
  nameCheck((detail) => context.advise('not-on-policy', detail))(policy, actions);
  transaction.expenseRules.put(updated);
}
