import type { CompanyRows, Transaction } from './company.js';
import type { Report, ReportStatus } from './entities/report.js';
import { memberOf } from './people.js';
import { WorldError } from './row-reader.js';

interface Step {
  readonly from: readonly ReportStatus[];
  readonly to: ReportStatus;
  /** What the history calls it. */
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

/** A step that a report in its status does not take. */
export class ReportStepError extends WorldError {}

/** What somebody may do to a report next. */
export function nextSteps({ status }: Pick<Report, 'status'>): ReportStep[] {
  return REPORT_STEPS.filter((step) => STEPS[step].from.includes(status));
}

/**
 * Takes a report one step further, as its people would on the site: status, date and history follow. Whoever it belongs to
 * submits it, the approver does the rest. `at` is like 2026-01-31 09:00:00. Throws ReportStepError.
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

/** Whom the owner of a report submits to; nobody known: the owner of the policy. */
function approverOf(rows: CompanyRows, { policyID, accountID }: Report): number {
  return memberOf(rows, policyID, accountID)?.submitsTo ?? rows.policies.get(policyID)?.ownerID ?? accountID;
}
