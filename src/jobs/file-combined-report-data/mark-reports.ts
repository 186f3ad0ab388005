import type { Transaction } from '../../emulator/world/company.js';
import type { Report, ReportAction } from '../../emulator/world/entities/report.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { dateTimeOf } from '../../util/date-text.js';

interface Marking {
  readonly labels: readonly string[];
  /** The account that exported. */
  readonly accountID: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Marks the exported reports with labels and adds the labels to their history. Reports deleted in the meantime are skipped. */
export function* markReports(transaction: Transaction, reports: readonly Report[], { labels, accountID, now }: Marking): Work<void> {
  const exported = dateTimeOf(now);
  const actions = labels.map((label): ReportAction => ({ action: 'EXPORTED', accountID, created: exported, details: { label } }));
  if (actions.length === 0) return;
  let steps = 0;
  for (const { reportID } of reports) {
    if (++steps % STRIDE === 0) yield STRIDE;
    const report = transaction.reports.get(reportID);
    if (report === undefined) continue;
    for (const label of labels) transaction.exportLabels.put({ reportID, label, exported });
    transaction.reports.put({ ...report, history: [...report.history, ...actions] });
  }
}
