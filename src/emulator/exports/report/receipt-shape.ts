import type { Expense } from '../../world/entities/expense.js';
import { amountOf } from '../../world/expenses.js';
import { attributesFrom, defineShape } from '../shape.js';
import { PUBLIC_TEMPLATES, REFERENCE, SCRIPT } from '../sources.js';
import { expenseTypeOf, receiptURL } from './expense-parts.js';

const assumedValue = { except: { assumed: 'the value' } } as const;
const documented = attributesFrom<Expense>('documented', REFERENCE, assumedValue);
const observed = attributesFrom<Expense>('observed', SCRIPT, assumedValue);
const ofTemplates = attributesFrom<Expense>('observed', PUBLIC_TEMPLATES, assumedValue);

function image(size: number): (expense: Expense) => string {
  return ({ receiptID }) => `https://www.expensify.com/receipts/${receiptID}.${size}.jpg`;
}

/** The receipt of an expense. */
export const receiptShape = defineShape<Expense>({ name: 'receiptObject', meaning: '`expense.receiptObject`' }, [
  documented('url', 'url', 'Page of the receipt. It requires a login.', receiptURL, {
    except: { observed: 'the page', assumed: 'its parameters' },
  }),
  documented('thumbnail', 'url', 'Image. It requires a login.', image(1024)),
  documented('smallThumbnail', 'url', 'Small image. It requires a login.', image(320)),
  documented('transactionID', 'text', 'Id of the expense.', ({ transactionID }) => transactionID),
  documented('type', 'text', 'File type.', ({ receiptFilename = '' }) => /\.([A-Za-z0-9]{1,8})$/.exec(receiptFilename)?.[1]?.toLowerCase()),
  observed('receiptID', 'number', 'Id of the receipt.', ({ receiptID }) => receiptID),
  observed('state', 'text', 'State of the receipt scan.', () => 'SCANCOMPLETE'),
  ofTemplates('largeThumbnail', 'url', 'Large image.', image(2048)),
  observed(
    'formattedAmount',
    'text',
    'Amount with its currency.',
    (expense) => `${(amountOf(expense) / 100).toFixed(2)} ${expense.currency}`,
  ),
  observed('formattedCreated', 'text', 'Date.', ({ created, modifiedCreated }) => modifiedCreated ?? created),
  observed('formattedMerchant', 'free-text', 'Merchant.', ({ merchant, modifiedMerchant }) => modifiedMerchant ?? merchant),
]);

type Units = NonNullable<Expense['units']>;

const ofUnits = attributesFrom<Units>('documented', REFERENCE);
const observedOfUnits = attributesFrom<Units>('observed', PUBLIC_TEMPLATES, assumedValue);

export const unitsShape = defineShape<Units>({ name: 'units', meaning: '`expense.units`' }, [
  ofUnits('count', 'number', 'Number of units.', ({ count }) => count),
  ofUnits('rate', 'cents', 'Rate of one unit.', ({ rate }) => rate, { except: { observed: 'that it is in cents' } }),
  ofUnits('unit', 'text', 'Unit, such as `mi`.', ({ unit }) => unit),
  observedOfUnits('name', 'text', 'The same as unit.', ({ unit }) => unit),
  observedOfUnits('isDistance', 'boolean', 'A distance.', (units) => expenseTypeOf({ units }) === 'distance'),
]);
