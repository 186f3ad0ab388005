import { policyOfMember } from '../../emulator/accounts/policy-access.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import type { Policy } from '../../emulator/world/entities/policy.js';
import { memberOf } from '../../emulator/world/people.js';
import { readReportID } from '../../emulator/world/report-id.js';
import { jobError } from '../../protocol/define-job.js';
import { createExpenses, type ExpenseInput } from './definition.js';

/** Where an expense goes: on an existing report, on a new report of a policy, or on no report. */
export interface Place {
  readonly reportID?: string;
  readonly policy?: Policy | undefined;
  readonly tax?: Tax;
}

/** `amount` in cents. */
interface Tax {
  readonly taxRateID: string;
  readonly taxAmount: number;
}

/** Decides where an employee's expenses go. Throws the errors about policy, report and tax rate. */
export function placeFinder(transaction: Transaction, employee: Account): (expense: ExpenseInput) => Place {
  const home = homePolicy(transaction, employee);
  return (expense) => {
    const named = expense.policyID === undefined ? undefined : policyOfMember(createExpenses, transaction, expense.policyID, employee);
    const report = expense.reportID === undefined ? undefined : openReportOf(transaction, employee, expense.reportID);
    const policy = report === undefined ? (named ?? home) : transaction.policies.get(report.policyID);
    return {
      ...(report !== undefined && { reportID: report.reportID }),
      policy,
      ...(expense.tax !== undefined && { tax: taxOf(expense.tax, expense.amount, named ?? policy) }),
    };
  };
}

/** The policy of an expense that names none (assumed): the account's primary policy, or else its first. */
function homePolicy(transaction: Transaction, { accountID, primaryPolicyID }: Account): Policy | undefined {
  const isOn = (policyID: string): boolean => memberOf(transaction, policyID, accountID) !== undefined;
  if (primaryPolicyID !== undefined && isOn(primaryPolicyID)) return transaction.policies.get(primaryPolicyID);
  for (const policy of transaction.policies.values()) if (isOn(policy.id)) return policy;
  return undefined;
}

function openReportOf(transaction: Transaction, { accountID }: Account, text: string) {
  const reportID = readReportID(text);
  const report = reportID === undefined ? undefined : transaction.reports.get(reportID);
  if (report?.accountID !== accountID) throw jobError(createExpenses, 'report-not-found', { reportID: text });
  if (report.status !== 'Open') throw jobError(createExpenses, 'report-not-open', { status: report.status });
  return report;
}

function taxOf({ rateID, amount: taxAmount }: NonNullable<ExpenseInput['tax']>, amount: number, policy: Policy | undefined): Tax {
  const found = policy?.tax.rates?.find((rate) => rate.rateID === rateID);
  if (found === undefined) throw jobError(createExpenses, 'tax-rate-not-found', { rateID });
  return { taxRateID: rateID, taxAmount: taxAmount ?? Math.round((amount * found.rate) / (100 + found.rate)) };
}
