import { PdfDocument } from './pdf-document.js';
import { PAGE_HEIGHT, PAGE_WIDTH, type PdfPage, type TextStyle } from './pdf-page.js';
import { toWinAnsi } from './win-ansi.js';
import { wrapLines } from './wrap-lines.js';

export const MARGIN = 36;
export const RIGHT = PAGE_WIDTH - MARGIN;
export const CONTENT_WIDTH = RIGHT - MARGIN;
/** The lowest line of content; the footer is below. */
const BOTTOM = 54;
const FOOTER = 30;
const LEADING = 1.25;

/** Fills pages from top to bottom. */
export class PageFlow {
  readonly document = new PdfDocument();
  /** The baseline of the last text. */
  y = 0;
  page: PdfPage;

  /** @param footer is printed at the bottom of each page, with the page number */
  constructor(readonly footer: string) {
    this.page = this.#addPage();
  }

  /** Moves down by a height, to a new page if this one has too little room. */
  advance(height: number): void {
    if (this.room < height) this.breakPage();
    this.y -= height;
  }

  breakPage(): void {
    this.page = this.#addPage();
  }

  /** The room left on the page, in points. */
  get room(): number {
    return this.y - BOTTOM;
  }

  /** Lines across the whole width. */
  paragraph(text: string, style: TextStyle, maxLines: number): void {
    for (const line of wrapLines(text, { width: CONTENT_WIDTH, maxLines, ...style })) {
      this.advance(style.size * LEADING);
      this.page.text(line, MARGIN, this.y, style);
    }
  }

  /** A rule across the page, below the last text. */
  rule(): void {
    this.page.line(MARGIN, RIGHT, this.y - 4);
    this.y -= 4;
  }

  #addPage(): PdfPage {
    const page = this.document.addPage();
    const style: TextStyle = { size: 7, weight: 'regular' };
    page.text(toWinAnsi(this.footer), MARGIN, FOOTER, style);
    page.text(`Page ${this.document.pageCount}`, RIGHT, FOOTER, { ...style, align: 'right' });
    this.y = PAGE_HEIGHT - MARGIN;
    return page;
  }
}
