import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphOf } from './glyphs.js';

/** The columns of a character at scale 1, with the gap to the next one. */
export const ADVANCE = GLYPH_WIDTH + 1;

/** A picture of black pixels on white. */
export class Bitmap {
  /** Rows of pixels, eight to a byte, the leftmost pixel in the highest bit. A 1 is white. */
  readonly rows: readonly Uint8Array[];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.rows = Array.from({ length: height }, () => new Uint8Array(Math.ceil(width / 8)).fill(0xff));
  }

  /** Fills a rectangle with black. Parts outside of the picture are skipped. */
  fill(x: number, y: number, width: number, height: number): void {
    for (const row of this.rows.slice(Math.max(0, y), Math.max(0, y + height))) {
      for (let column = Math.max(0, x); column < Math.min(this.width, x + width); column++)
        row[column >> 3] = (row[column >> 3] ?? 0) & ~(0x80 >> (column & 7));
    }
  }

  /** Writes a line of text; each pixel of the font is a square of `scale` pixels. */
  text(text: string, x: number, y: number, scale: number): void {
    for (const [index, character] of [...text].entries()) {
      for (const [column, bits] of glyphOf(character).entries()) {
        for (let row = 0; row < GLYPH_HEIGHT; row++) {
          if (bits & (1 << row)) this.fill(x + (index * ADVANCE + column) * scale, y + row * scale, scale, scale);
        }
      }
    }
  }

  /** The same, centred in the picture. */
  centred(text: string, y: number, scale: number): void {
    const width = ([...text].length * ADVANCE - 1) * scale;
    this.text(text, Math.floor((this.width - width) / 2), y, scale);
  }
}
