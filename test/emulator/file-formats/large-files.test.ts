import { read } from 'hucre';
import { expect, test } from 'vitest';
import { FileLimitError } from '../../../src/emulator/file-formats/file-limit-error.js';
import { writeReportPdf } from '../../../src/emulator/file-formats/write-report-pdf.js';
import { writeWorkbook } from '../../../src/emulator/file-formats/write-workbook.js';
import { anExpense, aReport } from '../../support/pdf-reports.js';
import { readPdf } from '../../support/read-pdf.js';
import { turnsDuring } from '../../support/turns.js';

/** Longer than any list of expenses should be. The event loop must get a turn every 200 ms. */
const csvOf = (rows: number): string =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: 20 }, (_, column) => `cell ${row % 1000} ${column}`).join(',')).join('\n');

test.each([
  ['xlsx', 100_000],
  ['xls', 65_536],
] as const)('writes an %s of %i rows and 20 columns with pauses', { timeout: 120_000 }, async (format, rows) => {
  const { turns, result } = await turnsDuring(() => writeWorkbook(csvOf(rows), format));
  expect(turns).toBeGreaterThan(200);
  const { sheets } = await read(result);
  expect(sheets[0]?.rows).toHaveLength(rows);
  expect(sheets[0]?.rows.at(-1)?.at(-1)).toBe(`cell ${(rows - 1) % 1000} 19`);
});

test('an xls of 16 MB lists its sectors in additional sectors, and every cell is found', { timeout: 120_000 }, async () => {
  // Different texts, so they fill more sectors than the header of the container can list.
  const rows = Array.from({ length: 600 }, (_, row) => `${row}x${'é本'.repeat(7_000)}`);
  const bytes = await writeWorkbook(rows.join('\n'), 'xls');
  expect(bytes.length).toBeGreaterThan(16_000_000);
  expect((await read(bytes)).sheets[0]?.rows).toEqual(rows.map((text) => [text]));
});

test('refuses an xls of 65,537 rows and an xlsx of 1,048,577 rows', { timeout: 120_000 }, async () => {
  for (const [format, most] of [
    ['xls', 65_536],
    ['xlsx', 1_048_576],
  ] as const) {
    const error = await writeWorkbook('1\n'.repeat(most + 1), format).catch((caught) => caught);
    expect(error).toBeInstanceOf(FileLimitError);
    expect(error.message).toBe(`An ${format} sheet has at most ${most} rows. Export fewer reports, or export csv.`);
  }
});

test('writes a report of 10,000 expenses with long texts with pauses', { timeout: 120_000 }, async () => {
  const expenses = Array.from({ length: 10_000 }, (_, index) => anExpense({ merchant: `Merchant ${index}`, comment: 'word '.repeat(200) }));
  const { turns, result } = await turnsDuring(() => writeReportPdf(aReport({ expenses })));
  expect(turns).toBeGreaterThan(100);
  const { texts } = readPdf(result);
  expect(texts.filter((text) => text.startsWith('Merchant '))).toHaveLength(10_000);
});
