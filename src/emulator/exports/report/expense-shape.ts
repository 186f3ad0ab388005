import { Sequence } from '../../templates/values/value.js';
import type { Expense } from '../../world/entities/expense.js';
import { convertedAmountOf } from '../../world/expenses.js';
import { tagGlCode, tagLevelNames } from '../policy-codes.js';
import { type Attribute, attributesFrom, defineShape, NO_CONTENT } from '../shape.js';
import { REFERENCE } from '../sources.js';
import { codesOf, expenseTypeOf, taxRateOf } from './expense-parts.js';
import { attendeeShape } from './people-shapes.js';
import { receiptShape, unitsShape } from './receipt-shape.js';
import { UNDOCUMENTED } from './undocumented-expense.js';

const documented = attributesFrom<Expense>('documented', REFERENCE);
const optional = attributesFrom<Expense>('documented', REFERENCE, { isOptional: true });

const AMOUNTS: readonly Attribute<Expense>[] = [
  documented('amount', 'cents', "Original amount, in the expense's currency.", ({ amount }) => amount, {
    except: { observed: 'that money spent is positive' },
  }),
  optional('modifiedAmount', 'cents', 'Amount after an edit; empty if it was not edited.', ({ modifiedAmount }) => modifiedAmount, {
    except: { observed: 'that it is empty' },
  }),
  documented('convertedAmount', 'cents', "Amount in the report's currency.", convertedAmountOf),
  documented('currency', 'text', 'Currency of the expense.', ({ currency }) => currency),
  documented('currencyConversionRate', 'number', "Rate to the report's currency.", ({ currencyConversionRate }) => currencyConversionRate),
];

const TEXTS: readonly Attribute<Expense>[] = [
  documented('merchant', 'free-text', 'Original merchant.', ({ merchant }) => merchant),
  optional('modifiedMerchant', 'free-text', 'Merchant after an edit.', ({ modifiedMerchant }) => modifiedMerchant),
  documented('created', 'date', 'Original date.', ({ created }) => created, { except: { observed: 'the format' } }),
  optional('modifiedCreated', 'date', 'Date after an edit.', ({ modifiedCreated }) => modifiedCreated, {
    except: { observed: 'the format' },
  }),
  documented('inserted', 'date-time', 'When the expense was added to Expensify.', ({ inserted }) => inserted, {
    except: { assumed: 'that it includes the time' },
  }),
  optional('mcc', 'number', 'Merchant category code.', ({ mcc }) => (mcc === 0 ? undefined : mcc)),
  optional('modifiedMCC', 'number', 'Merchant category code after an edit; always empty here.', () => undefined),
  documented('category', 'text', 'Category.', ({ category }) => category),
  optional(
    'categoryGlCode',
    'text',
    'GL code of the category.',
    (expense, view) => codesOf(expense, view).categories.get(expense.category)?.glCode,
  ),
  optional(
    'categoryPayrollCode',
    'text',
    'Payroll code of the category.',
    (expense, view) => codesOf(expense, view).categories.get(expense.category)?.payrollCode,
  ),
  optional('comment', 'free-text', 'Description.', ({ comment }) => comment),
  documented(
    'attendees',
    'list',
    'Attendees.',
    ({ attendees }, view) => Sequence.of(attendees.map((each) => attendeeShape.hash(each, view))),
    {
      shape: 'attendee',
    },
  ),
  optional('bank', 'text', 'Bank or feed of a card expense.', (expense, view) => view.cardOf(expense)?.bank, {
    except: { assumed: "that it is the card's bank" },
  }),
];

const TAGS: readonly Attribute<Expense>[] = [
  optional('tag', 'text', 'Full tag. The levels are separated by `:`, and a colon in a name is `\\:`.', ({ tag }) => tag, {
    except: { observed: 'the separators' },
  }),
  optional(
    'tagGlCode',
    'text',
    'GL codes of all levels, separated by `:`.',
    (expense, view) =>
      tagLevelNames(expense.tag)
        .map((_, index) => tagGlCode(codesOf(expense, view), expense.tag, index + 1))
        .join(':'),
    { except: { assumed: 'how several levels are joined' } },
  ),
  optional('ntagX', 'text', 'One level of the tag: `ntag1`, `ntag2`, …', ({ tag }, _, name) => tagLevelNames(tag)[levelOf(name) - 1], {
    pattern: /^ntag[1-9]\d?$/,
  }),
  optional(
    'ntagXGlCode',
    'text',
    'GL code of one level of the tag: `ntag1GlCode`, …',
    (expense, view, name) => tagGlCode(codesOf(expense, view), expense.tag, levelOf(name)),
    { pattern: /^ntag[1-9]\d?GlCode$/ },
  ),
];

function levelOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

const TAX: readonly Attribute<Expense>[] = [
  documented(
    'hasTax',
    'boolean',
    'Has a tax rate or a tax amount.',
    ({ taxRateID, taxAmount }) => taxRateID !== undefined || taxAmount !== undefined,
    {
      except: { assumed: 'when it is true' },
    },
  ),
  optional('taxAmount', 'cents', 'Original tax.', ({ taxAmount }) => taxAmount),
  optional('modifiedTaxAmount', 'cents', 'Tax after an edit; always empty here.', () => undefined),
  optional('taxName', 'text', "Name of the policy's tax.", (expense, view) => taxRateOf(expense, view) && codesOf(expense, view).taxName, {
    except: { assumed: 'the value' },
  }),
  optional('taxRate', 'text', 'Rate, such as `20%`.', (expense, view) => percent(taxRateOf(expense, view)?.rate), {
    except: { assumed: 'the value' },
  }),
  optional('taxRateName', 'text', 'Name of the rate.', (expense, view) => taxRateOf(expense, view)?.name, {
    except: { assumed: 'the value' },
  }),
  optional('taxCode', 'text', 'Id of the rate.', ({ taxRateID }) => taxRateID, { except: { assumed: 'the value' } }),
];

function percent(rate: number | undefined): string | undefined {
  return rate === undefined ? undefined : `${rate}%`;
}

const REST: readonly Attribute<Expense>[] = [
  documented('billable', 'boolean', 'Billable to a client.', ({ billable }) => billable),
  documented('reimbursable', 'boolean', 'Reimbursable to the submitter.', ({ reimbursable }) => reimbursable),
  optional('receiptID', 'number', 'Id of the receipt.', ({ receiptID }) => receiptID),
  optional('receiptFilename', 'text', 'File name of the receipt.', ({ receiptFilename }) => receiptFilename),
  optional(
    'receiptObject',
    'hash',
    'The receipt; without content if there is none.',
    (expense, view) => (expense.receiptID === undefined ? NO_CONTENT : receiptShape.hash(expense, view)),
    { shape: 'receiptObject' },
  ),
  documented('reportID', 'text', 'Id of the report.', ({ reportID }) => reportID, { except: { assumed: 'that it is in base 62' } }),
  documented('transactionID', 'text', 'Id of the expense: up to 19 digits.', ({ transactionID }) => transactionID),
  documented('type', 'text', 'Kind of expense.', expenseTypeOf, { except: { assumed: 'the values expense, distance and time' } }),
  optional(
    'units',
    'hash',
    'Distance or time; without content for other expenses.',
    ({ units }, view) => (units === undefined ? NO_CONTENT : unitsShape.hash(units, view)),
    { shape: 'units' },
  ),
];

export const expenseShape = defineShape<Expense>({ name: 'expense', meaning: 'An item of `report.transactionList`' }, [
  ...AMOUNTS,
  ...TEXTS,
  ...TAGS,
  ...TAX,
  ...REST,
  ...UNDOCUMENTED,
]);
