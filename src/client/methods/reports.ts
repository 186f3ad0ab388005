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

/** Which reports are reimbursed: those with these ids, or those of a time. Days are `yyyy-MM-dd`. */
export type ReimbursedReports = { readonly paymentSource?: string } & (
  | { readonly reportIDs: readonly string[] }
  | { readonly startDate: string; readonly endDate?: string }
);

export interface ReportMethods {
  /**
   * Creates a report with its expenses; amounts are in cents. **Writes**, and is never repeated after a failure.
   * @example const { reportID } = await client.createReport({ policyID, employeeEmail, report: { title: 'May' }, expenses: [] });
   */
  createReport(report: ReportSettings & CallOptions): Promise<JobAnswer<typeof createReport>>;
  /**
   * Creates expenses for a person, and gives them back with their ids. **Writes**, and is never repeated after a failure: the
   * service does not recognise an expense that it has already, even by its `externalID` (observed).
   * @example await client.createExpenses('ann@acme.example', [{ merchant: 'Taxi', created: '2026-05-01', amount: 1250, currency: 'USD' }]);
   */
  createExpenses(
    employeeEmail: string,
    transactionList: readonly NewExpense[],
    options?: CallOptions,
  ): Promise<JobAnswer<typeof createExpenses>['transactionList']>;
  /** Adds a rule for a member's new expenses. **Writes**. A rule that exists already is a `ValidationError` with 666. */
  createExpenseRules(rule: RuleSettings & CallOptions): Promise<void>;
  /** Changes a rule. **Writes**. */
  updateExpenseRules(rule: ChangedRule & CallOptions): Promise<void>;
  /**
   * Marks approved reports as reimbursed. **Writes**. Reports that are not approved are in `skippedReports`, others that failed
   * in `failedReports`: neither rejects.
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
