/** From this length, parts of a secret are searched for. A shorter secret is only searched for as a whole. */
const LONG_SECRET = 16;
/** The length of a part. Half of a password of eight characters would be a common word. */
const MIN_PART_LENGTH = 8;
/** Shorter secrets would blank out harmless text. */
export const MIN_SECRET_LENGTH = 4;

/** A range of a text, without its end. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Characters as numbers: UTF-16 code units of a text, or bytes. */
export type Codes = Uint16Array | Uint8Array;

/** All windows of one width. */
interface Group {
  readonly width: number;
  readonly texts: Set<string>;
  /** Bits of the hashes. One look rules out nearly every window of a harmless text. */
  readonly filter: Uint8Array;
  readonly shift: number;
  /** The weight in the hash of the character that leaves the window. */
  readonly leaving: number;
  /** Shorter secrets are too often words, so they are only searched for in their own case. */
  readonly isFolded: boolean;
}

/** Finds the secrets, and every part of a long one, in time that is linear in the text for any number of secrets. */
export interface SecretWindows {
  /** The shortest width, or Infinity if there is nothing to search for. */
  readonly shortest: number;
  /** Places in order. Places that overlap or touch are merged. */
  find(codes: Codes): Place[];
}

const BASE = 31;

export function createSecretWindows(spellings: readonly string[]): SecretWindows {
  const byWidth = new Map<number, Set<string>>();
  const add = (window: string): void => {
    const texts = byWidth.get(window.length) ?? new Set();
    byWidth.set(window.length, texts.add(window.length < MIN_PART_LENGTH ? window : folded(window)));
  };
  for (const spelling of spellings) {
    if (spelling.length < MIN_SECRET_LENGTH) continue;
    if (spelling.length < LONG_SECRET) add(spelling);
    else for (let start = 0; start + MIN_PART_LENGTH <= spelling.length; start++) add(spelling.slice(start, start + MIN_PART_LENGTH));
  }
  const groups = [...byWidth].map(([width, texts]) => toGroup(width, texts));
  return {
    shortest: Math.min(...groups.map(({ width }) => width)),
    find: (codes) => {
      const lower = groups.some(({ isFolded }) => isFolded) ? foldedCodes(codes) : codes;
      return merged(groups.flatMap((group) => findIn(group.isFolded ? lower : codes, group)));
    },
  };
}

function toGroup(width: number, texts: Set<string>): Group {
  // Sixteen bits for each window, at least 4,096 bits.
  const bits = Math.min(24, Math.max(12, Math.ceil(Math.log2(texts.size * 16))));
  const filter = new Uint8Array(1 << bits);
  let leaving = 1;
  for (let count = 1; count < width; count++) leaving = Math.imul(leaving, BASE);
  const group: Group = { width, texts, filter, shift: 32 - bits, leaving, isFolded: width >= MIN_PART_LENGTH };
  for (const text of texts) {
    let hash = 0;
    for (let index = 0; index < width; index++) hash = (Math.imul(hash, BASE) + text.charCodeAt(index)) | 0;
    filter[slotOf(hash, group.shift)] = 1;
  }
  return group;
}

/** The multiplication spreads the hashes of similar texts over the filter. */
function slotOf(hash: number, shift: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> shift;
}

function findIn(codes: Codes, group: Group): Place[] {
  const { width, texts, filter, shift, leaving } = group;
  const places: { start: number; end: number }[] = [];
  let hash = 0;
  for (let index = 0; index < codes.length; index++) {
    if (index >= width) hash = (hash - Math.imul(codes[index - width] ?? 0, leaving)) | 0;
    hash = (Math.imul(hash, BASE) + (codes[index] ?? 0)) | 0;
    const start = index - width + 1;
    if (start < 0 || filter[slotOf(hash, shift)] === 0 || !texts.has(String.fromCharCode(...codes.subarray(start, index + 1)))) continue;
    const last = places.at(-1);
    if (last !== undefined && start <= last.end) last.end = index + 1;
    else places.push({ start, end: index + 1 });
  }
  return places;
}

/** Sorts places and merges those that overlap or touch. */
export function merged(places: readonly Place[]): Place[] {
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of places.toSorted((one, other) => one.start - other.start)) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}

let table: Uint16Array | undefined;

/** The lower case of each UTF-16 code unit whose lower case is one code unit. */
function foldTable(): Uint16Array {
  table ??= Uint16Array.from({ length: 0x10000 }, (_, code) => {
    const lower = String.fromCharCode(code).toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : code;
  });
  return table;
}

function foldedCodes(codes: Codes): Uint16Array {
  const fold = foldTable();
  const lower = new Uint16Array(codes.length);
  for (let index = 0; index < codes.length; index++) lower[index] = fold[codes[index] ?? 0] ?? 0;
  return lower;
}

function folded(text: string): string {
  return String.fromCharCode(...foldedCodes(codesOf(text)));
}

/** The UTF-16 code units of a text. */
export function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) codes[index] = text.charCodeAt(index);
  return codes;
}
