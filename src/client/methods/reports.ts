import type { z } from 'zod';
import type { createExpenseRules } from '../../jobs/create-expense-rules/definition.js';
import type { createExpenses } from '../../jobs/create-expenses/definition.js';
import type { createReport } from '../../jobs/create-report/definition.js';
import type { updateExpenseRules } from '../../jobs/update-expense-rules/definition.js';
import type { updateReportStatus } from '../../jobs/update-report-status/definition.js';
import type { Connection } from '../connection.js';
import type { JobAnswer } from '../open-schema.js';
import { runLazily } from '../run-lazily.js';
import type { CallOptions } from './call-options.js';

type ReportSettings = z.input<typeof createReport.input>['inputSettings'];
type NewExpense = z.input<typeof createExpenses.input>['inputSettings']['transactionList'][number];
type RuleSettings = z.input<typeof createExpenseRules.input>['inputSettings'];
type ChangedRule = z.input<typeof updateExpenseRules.input>['inputSettings'];

/** Which reports are reimbursed: those with these ids, or those in a period. Dates have the format `yyyy-MM-dd`. */
export type ReimbursedReports = { readonly paymentSource?: string } & (
  | { readonly reportIDs: readonly string[] }
  | { readonly startDate: string; readonly endDate?: string }
);

export interface ReportMethods {
  /**
   * Creates a report with its expenses. Amounts are in cents. **Writes**, and is never repeated after a failure.
   * @example const { reportID } = await client.createReport({ policyID, employeeEmail, report: { title: 'May' }, expenses: [] });
   */
  createReport(report: ReportSettings & CallOptions): Promise<JobAnswer<typeof createReport>>;
  /**
   * Creates expenses for a person, and returns them with their ids. **Writes**, and is never repeated after a failure, because the
   * service does not recognise an expense that already exists, not even by its `externalID` (observed).
   * @example await client.createExpenses('ann@acme.example', [{ merchant: 'Taxi', created: '2026-05-01', amount: 1250, currency: 'USD' }]);
   */
  createExpenses(
    employeeEmail: string,
    transactionList: readonly NewExpense[],
    options?: CallOptions,
  ): Promise<JobAnswer<typeof createExpenses>['transactionList']>;
  /** Adds a rule for a member's new expenses. **Writes**. If the rule already exists, it throws a `ValidationError` with 666. */
  createExpenseRules(rule: RuleSettings & CallOptions): Promise<void>;
  /** Updates a rule. **Writes**. */
  updateExpenseRules(rule: ChangedRule & CallOptions): Promise<void>;
  /**
   * Marks approved reports as reimbursed. **Writes**. Does not reject if some reports can't be marked: `skippedReports` lists
   * reports that are not approved, and `failedReports` lists other failures.
   */
  reimburseReports(reports: ReimbursedReports, options?: CallOptions): Promise<JobAnswer<typeof updateReportStatus>>;
}

export function reportMethods(connection: Connection): ReportMethods {
  return {
    createReport: ({ signal, ...inputSettings }) =>
      runLazily(connection, async () => (await import('../../jobs/create-report/definition.js')).createReport, {
        job: { inputSettings },
        signal,
      }),
    createExpenses: async (employeeEmail, expenses, { signal } = {}) => {
      const job = { inputSettings: { employeeEmail, transactionList: expenses } };
      const { transactionList } = await runLazily(
        connection,
        async () => (await import('../../jobs/create-expenses/definition.js')).createExpenses,
        { job, signal },
      );
      return transactionList;
    },
    createExpenseRules: async ({ signal, ...inputSettings }) => {
      await runLazily(connection, async () => (await import('../../jobs/create-expense-rules/definition.js')).createExpenseRules, {
        job: { inputSettings },
        signal,
      });
    },
    updateExpenseRules: async ({ signal, ...inputSettings }) => {
      await runLazily(connection, async () => (await import('../../jobs/update-expense-rules/definition.js')).updateExpenseRules, {
        job: { inputSettings },
        signal,
      });
    },
    reimburseReports: ({ paymentSource, ...chosen }, { signal } = {}) => {
      const filters = 'reportIDs' in chosen ? { reportIDList: chosen.reportIDs.join(',') } : chosen;
      const inputSettings = { status: 'REIMBURSED', paymentSource, filters };
      return runLazily(connection, async () => (await import('../../jobs/update-report-status/definition.js')).updateReportStatus, {
        job: { inputSettings },
        signal,
      });
    },
  };
}
