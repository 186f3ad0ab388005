import { STRIDE, type Work } from '../../runtime/slices.js';
import type { CompanyRows } from './company.js';
import { exportLabelKey } from './entities/export-label.js';
import type { Report, ReportStatus } from './entities/report.js';
import { readReportID } from './report-id.js';

/** Which reports to select. A missing filter or an empty list selects all reports. Days are `yyyy-MM-dd`. */
export interface ReportFilters {
  /** Ids in either format. */
  readonly reportIDList?: readonly string[] | undefined;
  readonly policyIDList?: readonly string[] | undefined;
  /** The first day on which a report may have been created or submitted, whichever is later. */
  readonly startDate?: string | undefined;
  /** The last such day. */
  readonly endDate?: string | undefined;
  /** An approved report must have been approved after this day. */
  readonly approvedAfter?: string | undefined;
  /** Excludes reports that were exported with this label. */
  readonly markedAsExported?: string | undefined;
  readonly statuses?: readonly ReportStatus[] | undefined;
}

/** The reports that pass the filters, in insertion order. */
export function* wantedReports(rows: Pick<CompanyRows, 'reports' | 'exportLabels'>, filters: ReportFilters): Work<Report[]> {
  const isWanted = createReportFilter(rows, filters);
  const wanted: Report[] = [];
  let steps = 0;
  for (const report of rows.reports.values()) {
    if (++steps % STRIDE === 0) yield STRIDE;
    if (isWanted(report)) wanted.push(report);
  }
  return wanted;
}

/** Returns whether a report passes the filters. */
export function createReportFilter(rows: Pick<CompanyRows, 'exportLabels'>, filters: ReportFilters): (report: Report) => boolean {
  const { startDate = '', endDate = '9999-12-31', approvedAfter = '', markedAsExported } = filters;
  const ids = setOf(filters.reportIDList?.map((id) => readReportID(id) ?? id));
  const policyIDs = setOf(filters.policyIDList);
  const statuses = setOf(filters.statuses);
  return (report) => {
    const { reportID, policyID, status, approved } = report;
    if (ids?.has(reportID) === false || policyIDs?.has(policyID) === false || statuses?.has(status) === false) return false;
    const day = lastDayOf(report);
    if (day < startDate || day > endDate) return false;
    if (approved !== undefined && approved.slice(0, 10) <= approvedAfter) return false;
    return markedAsExported === undefined || !rows.exportLabels.has(exportLabelKey(reportID, markedAsExported));
  };
}

/** The day on which a report was created or submitted, whichever is later. */
function lastDayOf({ created, submitted = '' }: Report): string {
  return (submitted > created ? submitted : created).slice(0, 10);
}

function setOf<T>(items: readonly T[] | undefined): ReadonlySet<T> | undefined {
  return items === undefined || items.length === 0 ? undefined : new Set(items);
}
