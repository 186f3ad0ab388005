import type { Work } from '../../../runtime/slices.js';
import { formatMoney, type Money } from '../money.js';
import type { PdfExpense } from '../pdf-report.js';
import { MARGIN, type PageFlow, RIGHT } from './page-flow.js';
import type { TextStyle } from './pdf-page.js';
import { wrapLines } from './wrap-lines.js';

interface Column {
  readonly title: string;
  /** In points. Together they are as wide as the content. */
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly value: (expense: PdfExpense) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'Date', width: 56, align: 'left', value: ({ date }) => date },
  { title: 'Merchant', width: 102, align: 'left', value: ({ merchant }) => merchant },
  { title: 'Category', width: 82, align: 'left', value: ({ category }) => category ?? '' },
  { title: 'Tag', width: 66, align: 'left', value: ({ tag }) => tag ?? '' },
  { title: 'Comment', width: 90, align: 'left', value: ({ comment }) => comment ?? '' },
  { title: 'Amount', width: 72, align: 'right', value: ({ amount }) => formatMoney(amount) },
  { title: 'Converted', width: 72, align: 'right', value: ({ converted }) => (converted === undefined ? '' : formatMoney(converted)) },
];

const SIZE = 8;
const LINE = 10;
const GAP = 6;
/** Longer texts are cut off, so a row always fits on a page. */
const MAX_LINES = 4;
/** The cost of laying out a row, in steps of `inSlices`. */
const ROW_STEPS = 10;

/** The expenses, one per row, with the column headers on every page, and their total. */
export function* writeExpenseTable(flow: PageFlow, expenses: readonly PdfExpense[], total: Money): Work<void> {
  writeHead(flow);
  for (const expense of expenses) {
    writeRow(flow, expense);
    yield ROW_STEPS;
  }
  flow.advance(LINE + GAP);
  writeCell(flow, `Total ${formatMoney(total)}`, { right: RIGHT, width: 300, style: { size: 10, weight: 'bold', align: 'right' } });
}

function writeHead(flow: PageFlow): void {
  flow.advance(LINE + GAP);
  let x = MARGIN;
  for (const { title, width, align } of COLUMNS) {
    flow.page.text(title, align === 'left' ? x : x + width, flow.y, { size: SIZE, weight: 'bold', align });
    x += width;
  }
  flow.rule();
}

function writeRow(flow: PageFlow, expense: PdfExpense): void {
  const cells = COLUMNS.map((column) =>
    wrapLines(column.value(expense), { width: column.width - GAP, size: SIZE, weight: 'regular', maxLines: MAX_LINES }),
  );
  const height = Math.max(1, ...cells.map(({ length }) => length)) * LINE;
  if (flow.room < height + GAP) {
    flow.breakPage();
    writeHead(flow);
  }
  let x = MARGIN;
  for (const [index, { width, align }] of COLUMNS.entries()) {
    for (const [line, text] of (cells[index] ?? []).entries())
      flow.page.text(text, align === 'left' ? x : x + width, flow.y - (line + 1) * LINE, { size: SIZE, weight: 'regular', align });
    x += width;
  }
  flow.advance(height + 2);
}

interface RightCell {
  readonly right: number;
  readonly width: number;
  readonly style: TextStyle;
}

function writeCell(flow: PageFlow, text: string, { right, width, style }: RightCell): void {
  const [line = ''] = wrapLines(text, { width, maxLines: 1, ...style });
  flow.page.text(line, right, flow.y, style);
}
