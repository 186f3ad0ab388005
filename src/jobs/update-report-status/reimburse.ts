import type { Standing } from '../../emulator/implement.js';
import type { Transaction } from '../../emulator/world/company.js';
import type { Report } from '../../emulator/world/entities/report.js';
import { isPolicyAdmin } from '../../emulator/world/people.js';
import { createReportFilter, wantedReports } from '../../emulator/world/report-filters.js';
import { readReportID } from '../../emulator/world/report-id.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { shown } from '../../util/as-text.js';
import { dateTimeOf } from '../../util/date-text.js';
import { skipReasons, type UpdateReportStatusInput, type UpdateReportStatusOutput } from './definition.js';

type Settings = UpdateReportStatusInput['inputSettings'];
type Outcome = { [List in keyof UpdateReportStatusOutput]-?: NonNullable<UpdateReportStatusOutput[List]> };

/** Marks the selected reports as reimbursed and returns the outcome for each. `now` is in ms since 1970. */
export function* reimburse({ account }: Standing, transaction: Transaction, settings: Settings, now: number): Work<Outcome> {
  const outcome: Outcome = { failedReports: [], skippedReports: [], reportIDs: [] };
  const isAdministered = ({ policyID }: Report): boolean => isPolicyAdmin(transaction, policyID, account);
  const { reports, unknown } = yield* chosen(transaction, settings, isAdministered);
  for (const reportID of unknown) outcome.failedReports.push({ reason: skipReasons['unknown-report'].statement, reportID });
  let steps = 0;
  for (const report of reports) {
    if (++steps % STRIDE === 0) yield STRIDE;
    const { reportID, status } = report;
    if (!isAdministered(report)) outcome.failedReports.push({ reason: skipReasons['not-policy-admin'].statement, reportID });
    else if (status !== 'Approved') {
      outcome.skippedReports.push({ reason: skipReasons['not-approved'].statement.replace('{status}', status), reportID });
    } else {
      transaction.reports.put(reimbursed(report, account.accountID, settings.paymentSource, dateTimeOf(now)));
      outcome.reportIDs.push(reportID);
    }
  }
  return outcome;
}

/** The reports that the filters select, and the ids that match no report. */
function* chosen(
  transaction: Transaction,
  { filters }: Settings,
  isAdministered: (report: Report) => boolean,
): Work<{ readonly reports: readonly Report[]; readonly unknown: readonly string[] }> {
  const { reportIDList = [] } = filters;
  if (reportIDList.length === 0) return { reports: (yield* wantedReports(transaction, filters)).filter(isAdministered), unknown: [] };
  const isWanted = createReportFilter(transaction, filters);
  // Both forms of the same id are one report.
  const found = new Map<string, Report>();
  const unknown: string[] = [];
  for (const id of reportIDList) {
    const report = transaction.reports.get(readReportID(id) ?? id);
    if (report === undefined) unknown.push(shown(id));
    else if (isWanted(report)) found.set(report.reportID, report);
  }
  return { reports: [...found.values()], unknown };
}

function reimbursed(report: Report, accountID: number, paymentSource: string | undefined, now: string): Report {
  const details: Readonly<Record<string, string>> = paymentSource === undefined ? {} : { paymentSource };
  return {
    ...report,
    status: 'Reimbursed',
    reimbursed: now,
    isACHReimbursed: false,
    history: [...report.history, { action: 'REIMBURSED', accountID, created: now, details }],
  };
}
