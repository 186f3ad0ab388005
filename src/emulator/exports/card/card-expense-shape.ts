import type { Expense } from '../../world/entities/expense.js';
import { amountOf, convertedAmountOf } from '../../world/expenses.js';
import { toOldReportID } from '../../world/report-id.js';
import { codesOf, receiptURL, taxRateOf } from '../report/expense-parts.js';
import { type Attribute, attributesFrom, defineShape } from '../shape.js';
import { RECONCILIATION } from '../sources.js';

const documented = attributesFrom<Expense>('documented', RECONCILIATION);
const optional = attributesFrom<Expense>('documented', RECONCILIATION, { isOptional: true });
const isMethod = { isMethod: true } as const;

const AMOUNTS: readonly Attribute<Expense>[] = [
  documented('amount', 'cents', 'Amount; money spent is negative, here and below.', (expense) => -amountOf(expense)),
  documented('originalAmount', 'cents', 'Amount before an edit.', ({ amount }) => -amount),
  documented('modifiedAmount', 'cents', 'Amount after an edit; 0 if it was not edited.', ({ modifiedAmount = 0 }) => -modifiedAmount),
  documented('isAmountModified', 'boolean', 'The amount was edited.', ({ modifiedAmount }) => modifiedAmount !== undefined, isMethod),
  documented('convertedAmount', 'cents', "Amount in the report's currency.", (expense) => -convertedAmountOf(expense)),
  documented('originalCurrencyAmount', 'cents', 'Amount in the original currency.', ({ amount }) => -amount),
  documented('currency', 'text', 'Currency.', ({ currency }) => currency),
  documented('originalCurrency', 'text', 'Original currency.', ({ currency }) => currency),
  documented('currencyConversionRate', 'number', "Rate to the report's currency.", ({ currencyConversionRate }) => currencyConversionRate),
  optional('taxAmount', 'cents', 'Tax.', ({ taxAmount }) => (taxAmount === undefined ? undefined : -taxAmount), {
    except: { assumed: 'that it is negative too' },
  }),
  optional(
    'taxRate',
    'text',
    'Tax rate, such as `20%`.',
    (expense, view) => {
      const rate = taxRateOf(expense, view)?.rate;
      return rate === undefined ? undefined : `${rate}%`;
    },
    { except: { assumed: 'the value' } },
  ),
  optional('taxExternalID', 'text', 'External id of the tax.', ({ taxRateID }) => taxRateID, { except: { assumed: 'the value' } }),
];

const TEXTS: readonly Attribute<Expense>[] = [
  documented('merchant', 'free-text', 'Merchant.', ({ merchant, modifiedMerchant }) => modifiedMerchant ?? merchant),
  documented('originalMerchant', 'free-text', 'Merchant before an edit.', ({ merchant }) => merchant),
  optional('modifiedMerchant', 'free-text', 'Merchant after an edit.', ({ modifiedMerchant }) => modifiedMerchant),
  documented('created', 'date', 'Date.', ({ created, modifiedCreated }) => modifiedCreated ?? created),
  documented('originalCreated', 'date', 'Date before an edit.', ({ created }) => created),
  optional('modifiedCreated', 'date', 'Date after an edit.', ({ modifiedCreated }) => modifiedCreated),
  optional('posted', 'date', 'Day on which the bank posted it.', ({ posted }) => posted),
  documented('category', 'text', 'Category.', ({ category }) => category),
  optional('tag', 'text', 'Full tag.', ({ tag }) => tag),
  documented('isTagged', 'boolean', 'Has a tag.', ({ tag }) => tag !== '', isMethod),
  optional('comment', 'free-text', 'Description.', ({ comment }) => comment),
  documented('billable', 'boolean', 'Billable to a client.', ({ billable }) => billable),
  documented('reimbursable', 'boolean', 'Reimbursable to the submitter.', ({ reimbursable }) => reimbursable),
  documented('split', 'boolean', 'Comes from a split; always false here.', () => false),
];

const IDS: readonly Attribute<Expense>[] = [
  documented('ID', 'number', 'Id of the expense.', ({ transactionID }) => BigInt(transactionID), {
    except: { assumed: 'that it is a number' },
  }),
  documented('reportID', 'number', 'Id of the report in base 10; 0 if it is unreported, negative if it was deleted.', (expense, view) => {
    const report = view.reportOf(expense);
    return report === undefined ? 0 : BigInt(toOldReportID(report.reportID));
  }),
  optional('base62ReportID', 'text', 'Id of the report in base 62.', (expense, view) => view.reportOf(expense)?.reportID),
  optional('externalID', 'text', 'External id.', ({ externalID }) => externalID),
  optional('cardID', 'number', 'Id of the card.', ({ cardID }) => cardID),
  optional('bank', 'text', 'Bank.', (expense, view) => view.cardOf(expense)?.bank),
  optional('maskedPAN', 'text', 'Masked number of the card.', (expense, view) => view.cardOf(expense)?.cardNumber),
  optional('receiptID', 'number', 'Id of the receipt.', ({ receiptID }) => receiptID),
  optional('receiptURL', 'url', 'Page of the receipt. It requires a login.', receiptURL),
];

export const cardExpenseShape = defineShape<Expense>(
  { name: 'card expense', meaning: 'An item of `report.transactionList` of a reconciliation', isBean: true },
  [...AMOUNTS, ...TEXTS, ...IDS],
);

/** The GL code of the category, from the policy of the report. */
export function categoryGlCodeOf(expense: Expense, view: Parameters<typeof codesOf>[1]): string {
  return codesOf(expense, view).categories.get(expense.category)?.glCode ?? '';
}
