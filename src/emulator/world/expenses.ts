import type { CompanyRows } from './company.js';
import type { Expense } from './entities/expense.js';
import type { Report } from './entities/report.js';

/** In cents of the expense's own currency, after corrections. */
export function amountOf({ amount, modifiedAmount }: Pick<Expense, 'amount' | 'modifiedAmount'>): number {
  return modifiedAmount ?? amount;
}

/** In cents of the report's currency. */
export function convertedAmountOf(expense: Pick<Expense, 'amount' | 'modifiedAmount' | 'currencyConversionRate'>): number {
  return Math.round(amountOf(expense) * expense.currencyConversionRate);
}

/** The expenses of a report, in insertion order. */
export function expensesOf({ expenses }: Pick<CompanyRows, 'expenses'>, { reportID }: Pick<Report, 'reportID'>): Iterable<Expense> {
  return expenses.list('reportID', reportID);
}

/** In cents of the report's currency. */
export function totalOf(rows: Pick<CompanyRows, 'expenses'>, report: Pick<Report, 'reportID'>): number {
  let total = 0;
  for (const expense of expensesOf(rows, report)) total += convertedAmountOf(expense);
  return total;
}
