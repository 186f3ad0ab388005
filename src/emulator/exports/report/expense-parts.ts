import type { Expense } from '../../world/entities/expense.js';
import type { ModelView } from '../model-view.js';
import type { PolicyCodes } from '../policy-codes.js';

/** The codes of the policy of the expense's report. */
export function codesOf(expense: Expense, view: ModelView): PolicyCodes {
  return view.codesOf(view.reportOf(expense)?.policyID);
}

export function taxRateOf(expense: Expense, view: ModelView): { readonly name: string; readonly rate: number } | undefined {
  return expense.taxRateID === undefined ? undefined : codesOf(expense, view).taxRates.get(expense.taxRateID);
}

const TIMES: ReadonlySet<string> = new Set(['h', 'hour', 'hours', 'day', 'days']);

export function expenseTypeOf({ units }: Pick<Expense, 'units'>): string {
  if (units === undefined) return 'expense';
  return TIMES.has(units.unit.toLowerCase()) ? 'time' : 'distance';
}

/** True if a value was edited after the import. */
export function isModified({ modifiedAmount, modifiedMerchant, modifiedCreated }: Expense): boolean {
  return modifiedAmount !== undefined || modifiedMerchant !== undefined || modifiedCreated !== undefined;
}

/**
 * The page of a receipt, which requires a login (observed: an HR product's integration, 2026).
 * Only the name of the page is known; the parameters are assumed.
 */
export function receiptURL({ receiptID, transactionID }: Expense): string | undefined {
  if (receiptID === undefined) return undefined;
  return `https://www.expensify.com/verifyReceipt.php?action=verifyreceipt&transactionID=${transactionID}`;
}
