import { textWidth, type Weight } from './helvetica.js';

/** US Letter, in points. */
export const PAGE_WIDTH = 612;
export const PAGE_HEIGHT = 792;

export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  /** Whether x is the left end of the text (default) or its right end. */
  readonly align?: 'left' | 'right';
}

/** A position on a page. The origin is the lower left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One page, as the operators of its content stream. Texts are in WinAnsi. */
export class PdfPage {
  readonly #operators: string[] = [];
  /** The images on the page, by their number in the document. */
  readonly images = new Set<number>();

  text(text: string, x: number, y: number, { size, weight, align = 'left' }: TextStyle): void {
    const left = align === 'left' ? x : x - textWidth(text, weight, size);
    const font = weight === 'bold' ? 'F2' : 'F1';
    this.#operators.push(`BT /${font} ${size} Tf ${number(left)} ${number(y)} Td (${escapeText(text)}) Tj ET`);
  }

  line(fromX: number, toX: number, y: number): void {
    this.#operators.push(`0.5 w ${number(fromX)} ${number(y)} m ${number(toX)} ${number(y)} l S`);
  }

  image(image: number, { x, y, width, height }: Box): void {
    this.images.add(image);
    this.#operators.push(`q ${number(width)} 0 0 ${number(height)} ${number(x)} ${number(y)} cm /I${image} Do Q`);
  }

  /** A thin frame. */
  frame({ x, y, width, height }: Box): void {
    this.#operators.push(`0.5 w ${number(x)} ${number(y)} ${number(width)} ${number(height)} re S`);
  }

  content(): string {
    return this.#operators.join('\n');
  }
}

const number = (value: number): string => String(Math.round(value * 100) / 100);

const escapeText = (winAnsi: string): string => winAnsi.replace(/[\\()]/g, '\\$&');
