import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { drawReceipt } from '../../src/emulator/file-formats/draw-receipt.js';
import { writeReportPdf } from '../../src/emulator/file-formats/write-report-pdf.js';
import { writeWorkbook } from '../../src/emulator/file-formats/write-workbook.js';
import { foreignTool } from '../support/foreign-tools.js';
import { anExpense, aReport } from '../support/pdf-reports.js';

/** Opens the written files with widely used programs. */

const folder = mkdtempSync(join(tmpdir(), 'file-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keep(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** The JSON that a Python program prints for a file. */
const python = (interpreter: string, program: string, file: string): unknown =>
  JSON.parse(execFileSync(interpreter, ['-c', `import json, sys\n${program}`, file], { encoding: 'utf8', maxBuffer: 1e8 }));

/** A program on this machine; without it, the test is skipped with a message. */
function programOf(name: string, packageName: string, context: TestContext): string {
  if (spawnSync(name, ['--version']).error === undefined) return name;
  const reason = `${name} is not installed: it comes with ${packageName}`;
  console.warn(`Skipped "${context.task.name}": ${reason}.`);
  return context.skip(reason);
}

const CSV = 'id,name,amount\n1234567890123456,=1+1,12.50\n007,"日本, 😀",-3\n+1555,,1e5\n';
const ROWS = [
  ['id', 'name', 'amount'],
  ['1234567890123456', '=1+1', 12.5],
  ['007', '日本, 😀', -3],
  ['+1555', null, '1e5'],
];

test('openpyxl reads the cells of an xlsx, and finds no formulas', async (context) => {
  const file = keep('cells.xlsx', await writeWorkbook(CSV, 'xlsx'));
  const program = `
import openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).active
print(json.dumps([sheet.title, [[cell.value for cell in row] for row in sheet], sorted({cell.data_type for row in sheet for cell in row})]))`;
  // s: text. n: number, or empty.
  expect(python(foreignTool('openpyxl', context), program, file)).toEqual(['Sheet1', ROWS, ['n', 's']]);
});

const READ_XLS = `
import xlrd
sheet = xlrd.open_workbook(sys.argv[1], ragged_rows=False).sheet_by_index(0)
print(json.dumps([sheet.name, [[cell.value if cell.ctype else None for cell in sheet.row(row)] for row in range(sheet.nrows)]]))`;

test('xlrd reads the cells of an xls', async (context) => {
  const file = keep('cells.xls', await writeWorkbook(CSV, 'xls'));
  expect(python(foreignTool('xlrd', context), READ_XLS, file)).toEqual(['Sheet1', ROWS]);
});

test('xlrd reads texts that span several records of an xls', async (context) => {
  const rows = Array.from({ length: 40 }, (_, row) => [`${row}${'é'.repeat(500 * row)}`, `${row}${'語'.repeat(500 * row)}`]);
  const file = keep('long.xls', await writeWorkbook(rows.map((row) => row.join(',')).join('\n'), 'xls'));
  const [, read] = python(foreignTool('xlrd', context), READ_XLS, file) as [string, unknown[][]];
  // 0 becomes a number.
  expect(read[0]).toEqual([0, 0]);
  expect(read.slice(1)).toEqual(rows.slice(1));
});

test('an empty workbook is valid', async (context) => {
  const xlsx = keep('empty.xlsx', await writeWorkbook('', 'xlsx'));
  const program = 'import openpyxl\nprint(json.dumps(openpyxl.load_workbook(sys.argv[1]).active["A1"].value))';
  expect(python(foreignTool('openpyxl', context), program, xlsx)).toBeNull();
  expect(python(foreignTool('xlrd', context), READ_XLS, keep('empty.xls', await writeWorkbook('', 'xls')))).toEqual(['Sheet1', []]);
});

const receipt = drawReceipt({ merchant: 'Blue Bottle', amount: 1250, currency: 'USD', date: '2026-01-30' });
const report = aReport({
  title: 'Trip to Zürich – “Q1” 日本',
  expenses: Array.from({ length: 60 }, (_, index) => anExpense({ merchant: `Café ${index}`, ...(index % 20 === 0 && { receipt }) })),
  fullPageReceipts: true,
});

test('pypdf reads the pages, the title and the texts of a report', async (context) => {
  const file = keep('report.pdf', await writeReportPdf(report));
  const program = `
import pypdf
reader = pypdf.PdfReader(sys.argv[1], strict=True)
print(json.dumps([reader.metadata.title, [page.extract_text() for page in reader.pages]]))`;
  const [title, pages] = python(foreignTool('pypdf', context), program, file) as [string, string[]];
  expect(title).toBe('Trip to Zürich – “Q1” 日本');
  expect(pages[0]).toContain('Trip to Zürich – “Q1” ??');
  // Sixty rows, and captions of three receipts.
  expect(pages.join('\n').match(/Café/g)).toHaveLength(63);
  expect(pages.at(-1)).toContain('2026-01-30, Café 40, 12.50 USD');
});

test('qpdf finds no errors in a report', async (context) => {
  const qpdf = programOf('qpdf', 'Debian’s qpdf', context);
  for (const fullPageReceipts of [true, false]) {
    const file = keep('report.pdf', await writeReportPdf({ ...report, fullPageReceipts }));
    expect(execFileSync(qpdf, ['--check', file], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
  }
});

test('pdftoppm draws the receipt of a report', async (context) => {
  const pdftoppm = programOf('pdftoppm', 'Debian’s poppler-utils', context);
  const file = keep('report.pdf', await writeReportPdf(aReport({ expenses: [anExpense({ receipt })], fullPageReceipts: true })));
  const drawn = spawnSync(pdftoppm, ['-f', '2', '-r', '36', '-gray', file], { maxBuffer: 1e7 });
  expect(drawn.stderr.toString()).toBe('');
  const header = /^P5\n(\d+) (\d+)\n255\n/.exec(drawn.stdout.toString('latin1', 0, 20));
  expect(header?.slice(1)).toEqual(['306', '396']);
  const pixels = drawn.stdout.subarray(header?.[0].length);
  const dark = pixels.filter((value) => value < 128).length / pixels.length;
  // A white page would mean that the receipt was not drawn; a black one, that the image was not understood.
  expect(dark).toBeGreaterThan(0.02);
  expect(dark).toBeLessThan(0.2);
});
