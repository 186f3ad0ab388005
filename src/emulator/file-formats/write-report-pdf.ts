import { inSlices, type Work } from '../../runtime/slices.js';
import { FileLimitError } from './file-limit-error.js';
import { writeExpenseTable } from './pdf/expense-table.js';
import { PageFlow } from './pdf/page-flow.js';
import type { TextStyle } from './pdf/pdf-page.js';
import { writeFullPageReceipts, writeThumbnails } from './pdf/receipt-pages.js';
import type { PdfReport } from './pdf-report.js';

/** Rows of the table, and entries in the history. */
const MAX_ROWS = 100_000;
const MAX_TITLE = 200;
const TITLE: TextStyle = { size: 18, weight: 'bold' };
const HEADING: TextStyle = { size: 12, weight: 'bold' };
const TEXT: TextStyle = { size: 9, weight: 'regular' };

/**
 * A report as a PDF: its header, a table of its expenses with the total, its receipts and its history. The same report gives
 * the same bytes. The layout of the live service's pages is not known, so this one is assumed.
 *
 * The fonts are PDF's standard fonts, which have the characters of Western Europe (WinAnsi). Other letters lose their accents,
 * and characters without a similar letter become `?`. Only the document's title keeps every character. A text is cut off after
 * four lines. A receipt that is not a PNG in grey or RGB is shown as an empty frame.
 *
 * Throws FileLimitError for more than 100,000 expenses or entries in the history.
 */
export function writeReportPdf(report: PdfReport): Promise<Uint8Array> {
  return inSlices(writePages(report));
}

function* writePages(report: PdfReport): Work<Uint8Array> {
  assertLength(report.expenses.length, 'expenses');
  assertLength(report.history.length, 'entries in its history');
  const flow = new PageFlow(`Report ${report.reportID.slice(0, 40)}`);
  writeFacts(flow, report);
  yield* writeExpenseTable(flow, report.expenses, report.total);
  flow.advance(18);
  if (!report.fullPageReceipts) yield* writeThumbnails(flow, report.expenses);
  yield* writeHistory(flow, report);
  if (report.fullPageReceipts) yield* writeFullPageReceipts(flow, report.expenses);
  return yield* flow.document.write(report.title.slice(0, MAX_TITLE).toWellFormed());
}

function assertLength(length: number, what: string): void {
  if (length > MAX_ROWS)
    throw new FileLimitError(`The report has ${length} ${what}, but a PDF can have at most ${MAX_ROWS}. Split the report, or export csv.`);
}

function writeFacts(flow: PageFlow, { title, reportID, submitter, status, policy, dates }: PdfReport): void {
  flow.paragraph(title, TITLE, 4);
  flow.advance(6);
  const facts = [
    ['Report ID', reportID],
    ['Submitter', submitter],
    ['Status', status],
    ['Policy', policy],
    ...dates.map(({ name, date }) => [name, date]),
  ];
  for (const [name, value] of facts) flow.paragraph(`${name}: ${value}`, TEXT, 4);
  flow.advance(6);
}

function* writeHistory(flow: PageFlow, { history }: PdfReport): Work<void> {
  if (history.length === 0) return;
  flow.advance(12);
  flow.paragraph('History', HEADING, 1);
  for (const { at, text } of history) {
    flow.paragraph(`${at} ${text}`, TEXT, 4);
    yield 8;
  }
}
