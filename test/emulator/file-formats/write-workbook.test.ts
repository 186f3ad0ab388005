import { read } from 'hucre';
import { describe, expect, test } from 'vitest';
import { FileLimitError } from '../../../src/emulator/file-formats/file-limit-error.js';
import { writeWorkbook } from '../../../src/emulator/file-formats/write-workbook.js';

/** The rows as read by another program: hucre, which has its own reader for xls and no writer. */
async function rowsOf(bytes: Uint8Array): Promise<unknown[][]> {
  const { sheets } = await read(bytes);
  expect(sheets.map(({ name }) => name)).toEqual(['Sheet1']);
  // A row without cells is a hole in the list.
  return Array.from(sheets[0]?.rows ?? [], (row) => row ?? []);
}

describe.each(['xls', 'xlsx'] as const)('a workbook as %s', (format) => {
  const written = async (text: string): Promise<unknown[][]> => rowsOf(await writeWorkbook(text, format));

  test('has a row for each line and a cell for each value', async () => {
    expect(await written('Merchant,Amount\n"Café, Zürich",12.50\r\n日本 😀,-3\n')).toEqual([
      ['Merchant', 'Amount'],
      ['Café, Zürich', 12.5],
      ['日本 😀', -3],
    ]);
  });

  test.each([
    ['a decimal', '12.50', 12.5],
    ['a negative number', '-3', -3],
    ['zero', '0', 0],
    ['15 digits', '123456789012345', 123456789012345],
    ['15 digits with a point and a sign', '-1234567890.12345', -1234567890.12345],
  ])('writes %s as a number', async (_, text, value) => {
    expect(await written(text)).toEqual([[value]]);
  });

  test.each([
    ['an id of 16 digits', '1234567890123456'],
    ['an id with leading zeros', '007'],
    ['a phone number', '+15551234567'],
    ['a date', '2026-01-31'],
    ['an exponent', '1e5'],
    ['a number with a thousands separator', '"1,234"'],
    ['a negative zero', '-0.00'],
    ['a number with a space', ' 1'],
    ['a word that some languages use for a number', 'Infinity'],
    ['a formula', '=1+1'],
    ['a formula that starts a program', "=cmd|' /C calc'!A0"],
    ['text that looks like an escaped character', '_x0041_'],
  ])('keeps %s as text', async (_, text) => {
    expect(await written(text)).toEqual([[text.replaceAll('"', '')]]);
  });

  test('reads rows of different lengths and with invalid quotes', async () => {
    const rows = await written('a\nb,c,d\n5" screen,x\n\n"y" z,"never closed\nat all');
    expect(rows.map((row) => row.filter((cell) => cell !== null))).toEqual([
      ['a'],
      ['b', 'c', 'd'],
      ['5" screen', 'x'],
      [],
      ['y z', 'never closed\nat all'],
    ]);
  });

  test('replaces half a surrogate pair, and keeps control characters', async () => {
    expect(await written('a\ud800b,c\u0000d\u001be')).toEqual([['a\ufffdb', 'c\u0000d\u001be']]);
  });

  test('can be empty', async () => {
    expect(await written('')).toEqual([]);
  });

  test('keeps long texts in any script, and each of many texts', async () => {
    const rows = Array.from({ length: 300 }, (_, row) => [`${'é'.repeat(row)}${row}x`, `${'語'.repeat(100 + row)}${row}y`, 'shared']);
    const longest = ['ü'.repeat(32_767), '本'.repeat(32_767), 'x'];
    expect(await written([...rows, longest].map((row) => row.join(',')).join('\n'))).toEqual([...rows, longest]);
  });

  test('gives the same bytes for the same text', async () => {
    const text = 'Merchant,Amount\nCafé,12.50\n';
    expect(await writeWorkbook(text, format)).toEqual(await writeWorkbook(text, format));
  });

  test('names the cell that has more characters than a cell can have', async () => {
    const error = await writeWorkbook(`a\nb,${'x'.repeat(32_768)}`, format).catch((caught) => caught);
    expect(error).toBeInstanceOf(FileLimitError);
    expect(error.message).toBe(
      'Row 2, column 2 has 32768 characters, but a cell has at most 32767. Look for a quote that is never closed, or export csv.',
    );
  });

  test('names the row that has more columns than a sheet can have', async () => {
    const most = format === 'xls' ? 256 : 16_384;
    expect((await written(`a${','.repeat(most - 2)},b`))[0]).toHaveLength(most);
    const error = await writeWorkbook(`a\n${','.repeat(most)}`, format).catch((caught) => caught);
    expect(error).toBeInstanceOf(FileLimitError);
    expect(error.message).toBe(
      `Row 2 has ${most + 1} columns, but an ${format} sheet has at most ${most}. Put line breaks between rows in the template, or export csv.`,
    );
  });
});

test('an xlsx does not depend on the clock or its name', async () => {
  const bytes = Buffer.from(await writeWorkbook('a,b\n', 'xlsx')).toString('latin1');
  const times = [...bytes.matchAll(/PK\x01\x02.{8}(.{4})/gs)].map(([, time]) => Buffer.from(time ?? '', 'latin1').toString('hex'));
  // 1980-01-01 00:00, the earliest time that a zip can store.
  expect(times).toEqual(Array(7).fill('00002100'));
  expect(bytes).not.toContain('docProps');
});
