import type { CompanyRows } from '../world/company.js';
import type { DomainCard } from '../world/entities/domain-card.js';
import type { Expense } from '../world/entities/expense.js';
import type { Report } from '../world/entities/report.js';
import { convertedAmountOf, expensesOf } from '../world/expenses.js';
import { NO_CODES, type PolicyCodes, policyCodesOf } from './policy-codes.js';

export type ModelRows = Pick<CompanyRows, 'accounts' | 'members' | 'policies' | 'reports' | 'expenses' | 'domainCards' | 'exportLabels'>;

/** What a template gets if a report or an expense has no value: an empty text, or a missing value. */
export type Absent = 'empty' | 'missing';

/** What is needed to read attributes: the rows of a company, and values that are looked up repeatedly. */
export interface ModelView {
  readonly rows: ModelRows;
  readonly absent: Absent;
  /** True for the reconciliation model, whose texts are HTML-escaped. */
  readonly escape: (text: string) => string;
  /** The codes of a policy; all codes are "" without a policy. */
  codesOf(policyID: string | undefined): PolicyCodes;
  /** The expenses of a report. Cached, because templates read them in each line. */
  expensesOf(report: Report): readonly Expense[];
  /** In cents of the report's currency. */
  totalOf(report: Report): number;
  reportOf(expense: Pick<Expense, 'reportID'>): Report | undefined;
  cardOf(expense: Pick<Expense, 'cardID'>): DomainCard | undefined;
}

export function createModelView(
  rows: ModelRows,
  { absent = 'empty', escape: escaped = (text) => text }: Partial<Pick<ModelView, 'absent' | 'escape'>> = {},
): ModelView {
  const codes = new Map<string, PolicyCodes>();
  const lists = new Map<string, readonly Expense[]>();
  const totals = new Map<string, number>();
  const listOf = (report: Report): readonly Expense[] => kept(lists, report.reportID, () => [...expensesOf(rows, report)]);
  return {
    rows,
    absent,
    escape: escaped,
    codesOf: (policyID) => {
      const policy = policyID === undefined ? undefined : rows.policies.get(policyID);
      return policy === undefined ? NO_CODES : kept(codes, policy.id, () => policyCodesOf(policy));
    },
    expensesOf: listOf,
    totalOf: (report) =>
      kept(totals, report.reportID, () => listOf(report).reduce((total, expense) => total + convertedAmountOf(expense), 0)),
    reportOf: ({ reportID }) => (reportID === undefined ? undefined : rows.reports.get(reportID)),
    cardOf: ({ cardID }) => (cardID === undefined ? undefined : rows.domainCards.get(cardID)),
  };
}

/** The value of a key, computed when it is first needed. */
function kept<T>(values: Map<string, T>, key: string, make: () => T): T {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
