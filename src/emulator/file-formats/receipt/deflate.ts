/*
 * DEFLATE (RFC 1951) with the fixed codes, for pictures in which most rows repeat the row above. The runtime's own
 * compression is asynchronous, and its bytes differ between versions; these bytes are the same everywhere.
 */

/** Match lengths that need no extra bits: 3 to 10, and the longest one. */
const LONGEST = 258;
const LONG = 10;
const SHORT = 3;

/** A zlib stream (RFC 1950). Looks for repetitions of the last byte and of the last row. @param rowLength 25 to 32 */
export function deflateRows(bytes: Uint8Array, rowLength: number): Uint8Array {
  const bits = new BitWriter();
  bits.write(0x0178, 16);
  // The last block, and fixed codes.
  bits.write(0b011, 3);
  for (let at = 0; at < bytes.length; ) {
    const run = matchLength(bytes, at, 1);
    const above = matchLength(bytes, at, rowLength);
    const length = Math.max(run, above);
    if (length < SHORT) {
      writeLiteral(bits, bytes[at] ?? 0);
      at++;
      continue;
    }
    writeSymbol(bits, length === LONGEST ? 285 : 254 + length);
    // Distance 1 is code 0; 25 to 32 are code 9 with three extra bits.
    if (run >= above) bits.writeCode(0, 5);
    else {
      bits.writeCode(9, 5);
      bits.write(rowLength - 25, 3);
    }
    at += length;
  }
  writeSymbol(bits, 256);
  return bits.end(adler32(bytes));
}

function matchLength(bytes: Uint8Array, at: number, distance: number): number {
  if (distance > at) return 0;
  const longest = Math.min(LONGEST, bytes.length - at);
  let length = 0;
  while (length < longest && bytes[at + length] === bytes[at + length - distance]) length++;
  return length === LONGEST ? LONGEST : Math.min(length, LONG);
}

function writeLiteral(bits: BitWriter, value: number): void {
  if (value < 144) bits.writeCode(0x30 + value, 8);
  else bits.writeCode(0x190 + value - 144, 9);
}

function writeSymbol(bits: BitWriter, symbol: number): void {
  if (symbol < 280) bits.writeCode(symbol - 256, 7);
  else bits.writeCode(0xc0 + symbol - 280, 8);
}

class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  /** Lowest bit first. */
  write(value: number, count: number): void {
    this.#held |= value << this.#count;
    this.#count += count;
    for (; this.#count >= 8; this.#count -= 8) {
      this.#bytes.push(this.#held & 0xff);
      this.#held >>>= 8;
    }
  }

  /** A Huffman code, written with its highest bit first. */
  writeCode(code: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit--) this.write((code >> bit) & 1, 1);
  }

  end(checksum: number): Uint8Array {
    if (this.#count > 0) this.write(0, 8 - this.#count);
    return Uint8Array.from([...this.#bytes, checksum >>> 24, (checksum >>> 16) & 0xff, (checksum >>> 8) & 0xff, checksum & 0xff]);
  }
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
