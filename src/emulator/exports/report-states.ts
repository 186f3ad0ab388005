import type { Report } from '../world/entities/report.js';

interface StateNames {
  /** The status in the reconciliation model. */
  readonly archived: string;
  /** The name on the new site. */
  readonly display: string;
  readonly state: string;
  readonly stateNum: number;
}

/**
 * The names of the states of a report in templates. Documented: the display names and the reconciliation statuses, with
 * OPEN, SUBMITTED, BILLING, AUTOREIMBURSED and MANUALREIMBURSED. Assumed: the other names and the numbers, which are
 * those of Expensify/App.
 */
const NAMES: Readonly<Record<Report['status'], StateNames>> = {
  Open: { archived: 'Open', display: 'Draft', state: 'OPEN', stateNum: 0 },
  Processing: { archived: 'Processing', display: 'Outstanding', state: 'SUBMITTED', stateNum: 1 },
  Approved: { archived: 'Approved', display: 'Approved', state: 'APPROVED', stateNum: 2 },
  Reimbursed: { archived: 'Reimbursed', display: 'Paid', state: 'MANUALREIMBURSED', stateNum: 6 },
  Closed: { archived: 'Archived', display: 'Done', state: 'CLOSED', stateNum: 2 },
};

export function stateNamesOf({ status, isACHReimbursed }: Pick<Report, 'status' | 'isACHReimbursed'>): StateNames {
  const names = NAMES[status];
  return status === 'Reimbursed' && isACHReimbursed ? { ...names, state: 'AUTOREIMBURSED' } : names;
}

/** The web page of a report. Its format is documented by the default template for reconciliations. */
export function reportURL(oldReportID: string): string {
  return `https://www.expensify.com/report?reportID=${oldReportID}`;
}
