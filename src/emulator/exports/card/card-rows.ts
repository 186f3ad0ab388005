import type { DomainCard } from '../../world/entities/domain-card.js';
import type { Expense } from '../../world/entities/expense.js';
import type { Report } from '../../world/entities/report.js';
import type { ModelView } from '../model-view.js';

/** A card with the expenses that a reconciliation covers. */
export interface CardExpenses {
  readonly card: DomainCard;
  readonly expenses: readonly Expense[];
}

/** A report as listed under a card, with only the expenses of that card. Without a report, the unreported expenses. */
export interface CardReport {
  readonly report: Report | undefined;
  readonly expenses: readonly Expense[];
  readonly hasReceipt: boolean;
}

/** The expenses of a card by report, in order of their first expense. */
export function cardReportsOf(expenses: readonly Expense[], view: ModelView): CardReport[] {
  const byReport = new Map<string, { report: Report | undefined; expenses: Expense[] }>();
  for (const expense of expenses) {
    const report = view.reportOf(expense);
    const group = byReport.get(report?.reportID ?? '');
    if (group === undefined) byReport.set(report?.reportID ?? '', { report, expenses: [expense] });
    else group.expenses.push(expense);
  }
  return [...byReport.values()].map((group) => ({ ...group, hasReceipt: group.expenses.some(({ receiptID }) => receiptID !== undefined) }));
}
