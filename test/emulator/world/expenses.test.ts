import { expect, test } from 'vitest';
import { conversionRate } from '../../../src/emulator/world/currency-rates.js';
import { amountOf, convertedAmountOf } from '../../../src/emulator/world/expenses.js';

test('the amount of an expense is the corrected one, if there is one', () => {
  expect([amountOf({ amount: 100 }), amountOf({ amount: 100, modifiedAmount: 90 })]).toEqual([100, 90]);
});

test('converts an amount to whole cents', () => {
  expect(convertedAmountOf({ amount: 1001, currencyConversionRate: 1.1 })).toBe(1101);
});

test('rates convert in both directions, and a currency that is not in the table has the rate 1', () => {
  expect(conversionRate('EUR', 'USD')).toBe(1.1);
  expect(conversionRate('USD', 'EUR')).toBeCloseTo(1 / 1.1, 6);
  expect([conversionRate('EUR', 'EUR'), conversionRate('XXX', 'USD'), conversionRate('USD', 'constructor')]).toEqual([1, 1, 1]);
});
