import { nextSteps, type ReportStep } from '../emulator/world/advance-report.js';
import type { Company } from '../emulator/world/company.js';
import type { Expense } from '../emulator/world/entities/expense.js';
import type { GeneratedFile } from '../emulator/world/entities/generated-file.js';
import type { Report } from '../emulator/world/entities/report.js';
import { convertedAmountOf, totalOf } from '../emulator/world/expenses.js';
import { toOldReportID } from '../emulator/world/report-id.js';

/** Values that the pages show and that are computed from several rows. Amounts are in cents. */
export interface ReportFacts {
  readonly oldReportID: string;
  readonly policyName: string;
  /** The currency of the policy, which the total is in. */
  readonly currency: string;
  readonly total: number;
  readonly expenses: number;
  readonly exportLabels: number;
  readonly steps: readonly ReportStep[];
}

export interface ExpenseFacts {
  readonly reportName?: string;
  readonly reportStatus?: string;
  /** The amount that counts on the report, in the report's currency. */
  readonly converted: number;
  readonly reportCurrency: string;
}

export interface FileFacts {
  /** According to the emulator's clock. */
  readonly isExpired: boolean;
}

/** Computes the facts of a row. `now` has the form 2026-01-31 09:00:00. */
export function factsOf(company: Company, collection: string, row: object, now: string): object | undefined {
  // The rows of a collection have its type, which the compiler can't tell from the collection's name.
  if (collection === 'reports') return reportFacts(company, row as Report);
  if (collection === 'expenses') return expenseFacts(company, row as Expense);
  return collection === 'files' ? { isExpired: (row as GeneratedFile).expires <= now } : undefined;
}

function reportFacts(company: Company, report: Report): ReportFacts {
  const { reportID } = report;
  const policy = company.policies.get(report.policyID);
  return {
    oldReportID: toOldReportID(reportID),
    policyName: policy?.name ?? '',
    currency: policy?.outputCurrency ?? '',
    total: totalOf(company, report),
    expenses: [...company.expenses.list('reportID', reportID)].length,
    exportLabels: [...company.exportLabels.list('reportID', reportID)].length,
    steps: nextSteps(report),
  };
}

function expenseFacts(company: Company, expense: Expense): ExpenseFacts {
  const report = expense.reportID === undefined ? undefined : company.reports.get(expense.reportID);
  const policy = report && company.policies.get(report.policyID);
  return {
    ...(report !== undefined && { reportName: report.name, reportStatus: report.status }),
    converted: convertedAmountOf(expense),
    reportCurrency: policy?.outputCurrency ?? expense.currency,
  };
}
