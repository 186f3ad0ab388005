import type { CompanyRows, Transaction } from './company.js';
import type { Report, ReportStatus } from './entities/report.js';
import { memberOf } from './people.js';
import { WorldError } from './row-reader.js';

interface Step {
  readonly from: readonly ReportStatus[];
  readonly to: ReportStatus;
  /** What the report history calls the step. */
  readonly action: string;
  readonly date?: 'submitted' | 'approved' | 'reimbursed';
}

export const REPORT_STEPS = ['submit', 'approve', 'reimburse', 'close'] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

const STEPS: Readonly<Record<ReportStep, Step>> = {
  submit: { from: ['Open'], to: 'Processing', action: 'SUBMITTED', date: 'submitted' },
  approve: { from: ['Processing'], to: 'Approved', action: 'APPROVED', date: 'approved' },
  reimburse: { from: ['Approved'], to: 'Reimbursed', action: 'REIMBURSED', date: 'reimbursed' },
  close: { from: ['Open', 'Processing', 'Approved'], to: 'Closed', action: 'CLOSED' },
};

/** Thrown for a step that is not possible in the status of the report. */
export class ReportStepError extends WorldError {}

/** The steps that are possible for a report. */
export function nextSteps({ status }: Pick<Report, 'status'>): ReportStep[] {
  return REPORT_STEPS.filter((step) => STEPS[step].from.includes(status));
}

/**
 * Takes a report one step further, as people would on the site; its status, dates and history follow. The owner submits
 * the report, and the approver takes the other steps. `at` is like 2026-01-31 09:00:00. Throws ReportStepError.
 * @example advanceReport(transaction, report, 'approve', dateTimeOf(clock.now()))
 */
export function advanceReport(transaction: Transaction, report: Report, step: ReportStep, at: string): Report {
  const { from, to, action, date } = STEPS[step];
  if (!from.includes(report.status)) {
    const words = from.join(' or ');
    throw new ReportStepError(`Can't ${step} ${report.reportID}: it is ${report.status}, and only ${words} reports take this step.`);
  }
  const managerID = report.managerID ?? approverOf(transaction, report);
  const entry = { action, accountID: step === 'submit' ? report.accountID : managerID, created: at, details: {} };
  const advanced = { ...report, status: to, managerID, ...(date !== undefined && { [date]: at }), history: [...report.history, entry] };
  transaction.reports.put(advanced);
  return advanced;
}

/** The account that the owner of a report submits to. If there is none, the owner of the policy. */
function approverOf(rows: CompanyRows, { policyID, accountID }: Report): number {
  return memberOf(rows, policyID, accountID)?.submitsTo ?? rows.policies.get(policyID)?.ownerID ?? accountID;
}
