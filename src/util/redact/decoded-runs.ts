import type { Codes } from './secret-windows.js';

/** A stretch of a text that may be encoded bytes, decoded. */
export interface DecodedRun {
  readonly bytes: Uint8Array;
  /** The position in the text of the characters that encode the bytes from `start` up to `end`. */
  placeOf(start: number, end: number): { readonly start: number; readonly end: number };
}

interface Encoding {
  /** The value of each character below 128, -1 for characters outside this encoding. */
  readonly values: Int8Array;
  /** Bits in a character. */
  readonly bits: 4 | 6;
  /** The encoding can begin anywhere in a run, for example after a name. Each start gives different bytes. */
  readonly beginnings: number;
}

function encoding(bits: Encoding['bits'], beginnings: number, alphabets: readonly string[]): Encoding {
  const values = new Int8Array(128).fill(-1);
  for (const alphabet of alphabets) for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;
  return { values, bits, beginnings };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = encoding(4, 2, ['0123456789abcdef', '0123456789ABCDEF']);
/** Both alphabets. */
const BASE64 = encoding(6, 4, [`${LETTERS}+/`, `${LETTERS}-_`]);
/** For texts in which `+` became a space. */
const BASE64_OF_FORM = encoding(6, 4, [`${LETTERS}+/`, `${LETTERS}-_`, `${LETTERS} /`]);

/** Every run of a text that may be hexadecimal or base64 of at least this many bytes, decoded from each possible start. */
export function* decodedRuns(codes: Codes, fewestBytes: number, isForm: boolean): Generator<DecodedRun> {
  for (const each of [HEX, isForm ? BASE64_OF_FORM : BASE64]) {
    const shortest = Math.ceil((fewestBytes * 8) / each.bits);
    for (const [start, end] of runsOf(codes, each, shortest)) {
      for (let begin = start; begin < start + each.beginnings; begin++) yield decode(codes, begin, end, each);
    }
  }
}

function* runsOf(codes: Codes, { values }: Encoding, shortest: number): Generator<readonly [number, number]> {
  let start = 0;
  for (let index = 0; index <= codes.length; index++) {
    // It is undefined outside the table and the text, which also ends a run.
    if ((values[codes[index] ?? 128] ?? -1) >= 0) continue;
    if (index - start >= shortest) yield [start, index];
    start = index + 1;
  }
}

function decode(codes: Codes, begin: number, end: number, { values, bits }: Encoding): DecodedRun {
  const bytes = new Uint8Array(Math.max(0, Math.floor(((end - begin) * bits) / 8)));
  let held = 0;
  let count = 0;
  let at = 0;
  for (let index = begin; index < end; index++) {
    held = ((held << bits) | (values[codes[index] ?? 0] ?? 0)) & 0xffff;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = held >> count;
  }
  return {
    bytes,
    placeOf: (from, to) => ({ start: begin + Math.floor((from * 8) / bits), end: begin + Math.ceil((to * 8) / bits) }),
  };
}
