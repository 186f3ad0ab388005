import { expect, test } from 'vitest';
import { drawReceipt } from '../../../src/emulator/file-formats/draw-receipt.js';
import { readPixels } from '../../support/read-png.js';

const RECEIPT = { merchant: 'Blue Bottle', amount: 1250, currency: 'USD', date: '2026-01-31' };

test('a receipt is a PNG of 240 × 320 pixels and about 2 kB', () => {
  const png = drawReceipt(RECEIPT);
  expect(png.length).toBeLessThan(4_000);
  const { width, height, rows } = readPixels(png);
  expect([width, height]).toEqual([240, 320]);
  expect(rows.every((row) => row.length === 240)).toBe(true);
});

/** Every second pixel of rows and columns: the font at its original size. */
function shrink(rows: readonly string[], fromRow: number, fromColumn: number): string[] {
  return Array.from({ length: 7 }, (_, row) =>
    Array.from({ length: 12 }, (_, column) => rows[fromRow + 2 * row]?.[fromColumn + 2 * column])
      .join('')
      .trimEnd(),
  );
}

test('the letters are readable', () => {
  // "DA" of "DATE".
  expect(shrink(readPixels(drawReceipt(RECEIPT)).rows, 126, 10)).toEqual([
    '###    ###',
    '#  #  #   #',
    '#   # #   #',
    '#   # #   #',
    '#   # #####',
    '#  #  #   #',
    '###   #   #',
  ]);
});

test.each([
  ['merchant', { merchant: 'Sushi' }],
  ['amount', { amount: 1251 }],
  ['currency', { currency: 'EUR' }],
  ['date', { date: '2026-02-01' }],
])('a different %s gives a different picture', (_, change) => {
  expect(drawReceipt({ ...RECEIPT, ...change })).not.toEqual(drawReceipt(RECEIPT));
});

test('the same text gives the same bytes', () => {
  expect(drawReceipt(RECEIPT)).toEqual(drawReceipt(RECEIPT));
});

test.each([
  ['accents are left out', 'Café Zoë', 'Cafe Zoe'],
  ['other characters become question marks', '日本', '??'],
  ['line ends and control characters become spaces', 'Blue\n\u0007Bottle', 'Blue Bottle'],
  ['a name of more than four lines ends in dots', 'word '.repeat(100), `${'word word word word '.repeat(3)}word word word wo...`],
])('%s', (_, merchant, shown) => {
  expect(drawReceipt({ ...RECEIPT, merchant })).toEqual(drawReceipt({ ...RECEIPT, merchant: shown }));
});

test.each([
  ['a megabyte', { merchant: 'x'.repeat(1_000_000), currency: '€'.repeat(1_000_000), date: '\n'.repeat(1_000_000) }],
  ['nothing', { merchant: '', currency: '', date: '' }],
  ['no number', { amount: Number.NaN }],
  ['a huge number', { amount: -1e300 }],
  ['every ASCII character', { merchant: Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('') }],
])('%s still gives a picture', (_, change) => {
  expect(readPixels(drawReceipt({ ...RECEIPT, ...change })).rows).toHaveLength(320);
});
