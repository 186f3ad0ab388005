import { formatMoney } from './money.js';
import { ADVANCE, Bitmap } from './receipt/bitmap.js';
import { writePng } from './receipt/write-png.js';

/** The text of a drawn receipt. */
export interface ReceiptText {
  readonly merchant: string;
  /** In cents. */
  readonly amount: number;
  /** ISO 4217, e.g. `USD`. */
  readonly currency: string;
  /** As printed, e.g. `2026-01-31`. */
  readonly date: string;
}

const WIDTH = 240;
const HEIGHT = 320;
const MARGIN = 10;
/** The area for the merchant, and the length of a line. */
const TOP_HEIGHT = 110;
const LINE = 20;
const MAX_LINES = 4;

/**
 * A receipt as a PNG of 240×320 pixels in black and white, about 2 kB. The same text gives the same bytes. Accents are left
 * out, other characters beyond ASCII become `?`, and text that does not fit is cut off with `...`.
 * @example drawReceipt({ merchant: 'Blue Bottle', amount: 1250, currency: 'USD', date: '2026-01-31' })
 */
export function drawReceipt({ merchant, amount, currency, date }: ReceiptText): Uint8Array {
  const picture = new Bitmap(WIDTH, HEIGHT);
  const lines = linesOf(merchant, charactersAt(2));
  const top = (TOP_HEIGHT - lines.length * LINE) / 2;
  for (const [index, line] of lines.entries()) picture.centred(line, top + index * LINE, 2);
  drawRule(picture, TOP_HEIGHT);
  picture.text('DATE', MARGIN, 126, 2);
  const day = cut(toAscii(date), charactersAt(2) - 5);
  picture.text(day, WIDTH - MARGIN - day.length * ADVANCE * 2, 126, 2);
  drawRule(picture, 154);
  picture.text('TOTAL', MARGIN, 170, 2);
  const total = toAscii(formatMoney({ cents: amount, currency }));
  const scale = total.length <= charactersAt(3) ? 3 : 2;
  const shown = cut(total, charactersAt(scale));
  picture.text(shown, WIDTH - MARGIN - shown.length * ADVANCE * scale, 196, scale);
  drawRule(picture, 236);
  picture.centred('SAMPLE RECEIPT', 256, 2);
  // Makes clear that this is not a real receipt.
  picture.centred('drawn by expensify-emulator', 284, 1);
  return writePng(picture);
}

const charactersAt = (scale: number): number => Math.floor((WIDTH - 2 * MARGIN) / (ADVANCE * scale));

function drawRule(picture: Bitmap, y: number): void {
  for (let x = MARGIN; x < WIDTH - MARGIN; x += 8) picture.fill(x, y, 4, 2);
}

/** Words in lines of at most `width` characters. */
function linesOf(text: string, width: number): string[] {
  const words = toAscii(text)
    .split(' ')
    .flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES - 1), cut(`${lines[MAX_LINES - 1]}...`, width)];
}

/** Longer texts do not fit anyway. */
const MAX_LENGTH = 200;

function toAscii(text: string): string {
  const letters = text.slice(0, MAX_LENGTH).normalize('NFD').replace(/\p{M}/gu, '');
  return letters
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[^ -~]/gu, '?')
    .trim();
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 3))}...`;
}
