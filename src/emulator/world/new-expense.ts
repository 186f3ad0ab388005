import type { CompanyRows } from './company.js';
import { conversionRate } from './currency-rates.js';
import type { Expense } from './entities/expense.js';
import type { Policy } from './entities/policy.js';
import { defaultsOf, expenseRulesOf } from './expense-rules.js';

/** An expense as sent in a request; amounts in cents. */
export interface NamedExpense {
  readonly merchant: string;
  readonly amount: number;
  readonly currency: string;
  /** `2026-01-12`. */
  readonly created: string;
  readonly category?: string | undefined;
  readonly tag?: string | undefined;
  readonly comment?: string | undefined;
  readonly billable?: boolean | undefined;
  readonly reimbursable?: boolean | undefined;
  readonly externalID?: string | undefined;
  readonly taxRateID?: string | undefined;
  readonly taxAmount?: number | undefined;
}

/** The owner of the new expense, and its report and policy. */
export interface ExpensePlace {
  readonly accountID: number;
  readonly reportID?: string | undefined;
  /** The policy of the report. Undefined for a person who is not on a policy. */
  readonly policy?: Policy | undefined;
  /** `2026-01-12 09:30:00`, UTC. */
  readonly inserted: string;
}

/**
 * Creates the expenses of one request and fills in what the request leaves out. A blank category or tag counts as missing.
 * The rules of the member are looked up once for each policy.
 * @example const make = expenseMaker(transaction); transaction.expenses.put(make(named, place, transactionID));
 */
export function expenseMaker(rows: Pick<CompanyRows, 'expenseRules'>) {
  const defaults = new Map<string, ReturnType<typeof defaultsOf>>();
  const defaultsFor = (accountID: number, policyID: string) => {
    const key = `${policyID}/${accountID}`;
    const found = defaults.get(key) ?? defaultsOf(expenseRulesOf(rows, policyID, accountID));
    defaults.set(key, found);
    return found;
  };
  return (named: NamedExpense, { policy, ...place }: ExpensePlace, transactionID: string): Expense => {
    const { category, tag, comment = '', billable, reimbursable = true, ...rest } = named;
    const rule = policy === undefined ? {} : defaultsFor(place.accountID, policy.id);
    return {
      ...rest,
      ...place,
      transactionID,
      currencyConversionRate: conversionRate(named.currency, policy?.outputCurrency ?? named.currency),
      mcc: 0,
      category: category || 'Uncategorized',
      tag: tag || (rule.tag ?? ''),
      comment,
      billable: billable ?? rule.defaultBillable ?? false,
      reimbursable,
      attendees: [],
    };
  };
}
