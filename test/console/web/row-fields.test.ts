import { expect, test } from 'vitest';
import { groupInput } from '../../../src/console/edit-accounts.js';
import { ROW_FIELDS } from '../../../src/console/row-fields.js';
import { money, moneyText, readMoney } from '../../../src/console/web/money.js';
import { documentOf, fieldText } from '../../../src/console/web/row-fields.js';
import { ROW_COLLECTIONS, rowKeys } from '../../../src/emulator/seeds/read-row.js';
import { accountSeed } from '../../../src/emulator/world/entities/account.js';

test.each([
  [0, '0.00 USD'],
  [5, '0.05 USD'],
  [123_450, '1,234.50 USD'],
  [-123_456_789, '−1,234,567.89 USD'],
])('%i cents are shown as %s', (cents, text) => {
  expect(money(cents, 'USD')).toBe(text);
});

test.each([
  ['12', 1200],
  ['12.5', 1250],
  ['-12.50', -1250],
  ['1.005', undefined],
  ['1,234', undefined],
  ['', undefined],
  ['a lot', undefined],
])('%j is read as %s cents', (text, cents) => {
  expect(readMoney(text)).toBe(cents);
});

test('an amount is read back as it was shown', () => {
  for (const cents of [0, 1, 99, 100, 8990, 123_456_789, -1]) expect(readMoney(moneyText(cents))).toBe(cents);
});

/** The keys of collections with a route of their own. */
const EDITED_APART: Readonly<Record<string, readonly string[]>> = {
  accounts: Object.keys(accountSeed().shape),
  domainGroups: Object.keys(groupInput.shape),
};

test('each form field is a key of its documents', () => {
  for (const [collection, fields] of Object.entries(ROW_FIELDS)) {
    const known = EDITED_APART[collection] ?? rowKeys(ROW_COLLECTIONS.find((name) => name === collection) ?? '');
    expect(known.length, collection).toBeGreaterThan(0);
    expect(known).toEqual(expect.arrayContaining(fields.map(({ name }) => name)));
  }
});

const DOCUMENT = {
  merchant: 'Taxi',
  amount: 950,
  created: '2026-01-30',
  account: 'ed@acme.example',
  attendees: ['a@x.example', 'b@x.example'],
  billable: true,
  reimbursable: false,
  cardID: 7,
  units: { count: 1, rate: 2, unit: 'mi' },
};

function formOf(document: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const field of ROW_FIELDS.expenses ?? []) {
    if (field.kind !== 'check') form.set(field.name, fieldText(field, document[field.name]));
    else if (document[field.name] === true) form.set(field.name, 'on');
  }
  for (const [name, text] of Object.entries(changes)) form.set(name, text);
  return form;
}

test('an untouched form gives the same document, including the fields it does not show', () => {
  expect(documentOf(formOf(DOCUMENT), ROW_FIELDS.expenses ?? [], DOCUMENT)).toEqual(DOCUMENT);
});

test('leaves out an emptied field, and sends text that is not a number unchanged', () => {
  const changed = documentOf(formOf(DOCUMENT, { cardID: ' ', amount: 'a lot' }), ROW_FIELDS.expenses ?? [], DOCUMENT);
  expect(changed).not.toHaveProperty('cardID');
  expect(changed.amount).toBe('a lot');
});

test('report fields are edited as lines of name and value', () => {
  const fields = (ROW_FIELDS.reports ?? []).filter(({ name }) => name === 'fields');
  const form = new FormData();
  form.set('fields', 'Cost_centre=CC=10\n\n Empty \n__proto__=x');
  const document = documentOf(form, fields, {});
  expect(Object.entries(document.fields as object)).toEqual([
    ['Cost_centre', 'CC=10'],
    ['Empty', ''],
    ['__proto__', 'x'],
  ]);
});
