import type { Work } from '../../../runtime/slices.js';
import { formatMoney } from '../money.js';
import type { PdfExpense } from '../pdf-report.js';
import { CONTENT_WIDTH, MARGIN, type PageFlow } from './page-flow.js';
import type { Box, TextStyle } from './pdf-page.js';
import { type PngImage, readPng } from './png-image.js';
import { wrapLines } from './wrap-lines.js';

const CAPTION: TextStyle = { size: 10, weight: 'bold' };
const SMALL: TextStyle = { size: 6, weight: 'regular' };
const SMALL_LINE = 8;
const CAPTION_HEIGHT = 2 * SMALL_LINE;
const THUMBNAIL = { width: 78, height: 104 };
const GAP = 12;
const IN_A_ROW = Math.floor((CONTENT_WIDTH + GAP) / (THUMBNAIL.width + GAP));
/** The cost of reading and placing a picture, in steps of `inSlices`. */
const STEPS = 10;

type WithReceipt = PdfExpense & { readonly receipt: Uint8Array };

const hasReceipt = (expense: PdfExpense): expense is WithReceipt => expense.receipt !== undefined;

/** A page for each receipt. */
export function* writeFullPageReceipts(flow: PageFlow, expenses: readonly PdfExpense[]): Work<void> {
  for (const expense of expenses.filter(hasReceipt)) {
    flow.breakPage();
    flow.paragraph(captionOf(expense), CAPTION, 2);
    const room = { x: MARGIN, y: flow.y - flow.room, width: CONTENT_WIDTH, height: flow.room - GAP };
    showReceipt(flow, expense.receipt, room);
    yield STEPS;
  }
}

/** The receipts as small pictures, several in a row. */
export function* writeThumbnails(flow: PageFlow, expenses: readonly PdfExpense[]): Work<void> {
  for (const [index, expense] of expenses.filter(hasReceipt).entries()) {
    const column = index % IN_A_ROW;
    if (index === 0) flow.paragraph('Receipts', CAPTION, 1);
    if (column === 0) flow.advance(THUMBNAIL.height + CAPTION_HEIGHT + GAP);
    const x = MARGIN + column * (THUMBNAIL.width + GAP);
    showReceipt(flow, expense.receipt, { x, y: flow.y + CAPTION_HEIGHT, ...THUMBNAIL });
    for (const [line, text] of [expense.merchant, formatMoney(expense.amount)].entries()) {
      const [shown = ''] = wrapLines(text, { width: THUMBNAIL.width, maxLines: 1, ...SMALL });
      flow.page.text(shown, x, flow.y + CAPTION_HEIGHT - (line + 1) * SMALL_LINE, SMALL);
    }
    yield STEPS;
  }
}

const captionOf = ({ date, merchant, amount }: PdfExpense): string => `${date}, ${merchant}, ${formatMoney(amount)}`;

function showReceipt(flow: PageFlow, receipt: Uint8Array, room: Box): void {
  const image = readPng(receipt);
  if (image === undefined) {
    flow.page.frame(room);
    flow.page.text('cannot be shown', room.x + 4, room.y + room.height / 2, SMALL);
    return;
  }
  const place = placeIn(room, image);
  flow.page.image(flow.document.addImage(image), place);
  flow.page.frame(place);
}

/** As large as possible, in the middle. */
function placeIn(room: Box, { width, height }: PngImage): Box {
  const scale = Math.min(room.width / width, room.height / height);
  const size = { width: width * scale, height: height * scale };
  return { x: room.x + (room.width - size.width) / 2, y: room.y + (room.height - size.height) / 2, ...size };
}
