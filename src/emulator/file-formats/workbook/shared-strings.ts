import { STRIDE, type Work } from '../../../runtime/slices.js';
import type { ByteWriter } from './byte-writer.js';

const SST = 0x00fc;
const CONTINUE = 0x003c;
/** Bytes of data in one record of BIFF8. */
const MAX_RECORD = 8224;

/** The texts of a workbook, each stored once ([MS-XLS] 2.4.265, SST). */
export class SharedStrings {
  readonly #indexes = new Map<string, number>();
  #uses = 0;

  /** The number that cells refer to. */
  indexOf(text: string): number {
    this.#uses++;
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.#indexes.size);
    return this.#indexes.size - 1;
  }

  *write(file: ByteWriter): Work<void> {
    const records = new Records(file);
    file.u32(this.#uses, this.#indexes.size);
    let steps = 0;
    for (const text of this.#indexes.keys()) {
      records.text(text);
      steps += 1 + (text.length >> 8);
      if (steps < STRIDE) continue;
      yield steps;
      steps = 0;
    }
    records.end();
  }
}

/** A record that continues in further records. A text may be split between two characters. */
class Records {
  #start: number;

  constructor(readonly file: ByteWriter) {
    this.#start = this.#begin(SST);
  }

  text(text: string): void {
    const isWide = /[^\u0000-\u00FF]/.test(text);
    const width = isWide ? 2 : 1;
    // The length, the flags and the first character must stay together.
    if (this.#free < 3 + width) this.#continue();
    this.file.u16(text.length).u8(isWide ? 1 : 0);
    for (let at = 0; at < text.length; ) {
      if (this.#free < width) {
        this.#continue();
        this.file.u8(isWide ? 1 : 0);
      }
      const part = text.slice(at, at + Math.floor(this.#free / width));
      if (isWide) this.file.utf16(part);
      else this.file.latin1(part);
      at += part.length;
    }
  }

  end(): void {
    this.file.setU16(this.#start - 2, this.file.length - this.#start);
  }

  get #free(): number {
    return MAX_RECORD - (this.file.length - this.#start);
  }

  #continue(): void {
    this.end();
    this.#start = this.#begin(CONTINUE);
  }

  #begin(type: number): number {
    this.file.u16(type, 0);
    return this.file.length;
  }
}
