import { CardError } from './errors.js';

/** A part of a date format: a code to fill in, or fixed text. */
export interface FormatPiece {
  readonly kind: 'code' | 'text';
  readonly text: string;
}

/** Abbreviations for whole formats, in English, as in moment. */
const LONG_CODES: Readonly<Record<string, string>> = {
  LT: 'h:mm A',
  LTS: 'h:mm:ss A',
  L: 'MM/DD/YYYY',
  LL: 'MMMM D, YYYY',
  LLL: 'MMMM D, YYYY h:mm A',
  LLLL: 'dddd, MMMM D, YYYY h:mm A',
  l: 'M/D/YYYY',
  ll: 'MMM D, YYYY',
  lll: 'MMM D, YYYY h:mm A',
  llll: 'ddd, MMM D, YYYY h:mm A',
};

/** The codes of moment 2, without the era codes (N, y), which depend on its version. */
export const DATE_CODES: readonly string[] =
  `M Mo MM MMM MMMM Q Qo D Do DD DDD DDDo DDDD d do dd ddd dddd e E w wo ww W Wo WW Y YY YYYY YYYYY YYYYYY gg gggg ggggg GG GGGG GGGGG
  a A H HH h hh k kk hmm hmmss Hmm Hmmss m mm s ss S SS SSS SSSS SSSSS SSSSSS SSSSSSS SSSSSSSS SSSSSSSSS z zz Z ZZ X x`.split(/\s+/);

const longestFirst = (codes: readonly string[]): string => codes.toSorted((one, other) => other.length - one.length).join('|');
const BRACKETS = String.raw`\[[^[]*\]`;
const LONG_PIECE = new RegExp(`${BRACKETS}|(${longestFirst(Object.keys(LONG_CODES))})`, 'g');
const CODES = longestFirst(DATE_CODES);
const PIECE = new RegExp(`(${BRACKETS})|\\\\(${CODES})|(${CODES})|([A-Za-z])|[^A-Za-z[\\\\]+|[[\\\\]`, 'g');

/** Longer formats are probably mistakes. */
const MAX_FORMAT_LENGTH = 1000;

/**
 * The parts of a format such as `D-MMM-YY [at] HH:mm`. Letters that are not codes are an error: moment would print them
 * unchanged, which authors rarely want. `T` alone is allowed because it separates date and time in ISO 8601. Throws CardError.
 */
export function splitFormat(format: string): readonly FormatPiece[] {
  if (format.length > MAX_FORMAT_LENGTH) {
    throw new CardError(`The date format has ${format.length} characters; the maximum is ${MAX_FORMAT_LENGTH}. Shorten it.`);
  }
  const expanded = format.replace(LONG_PIECE, (piece, code?: string) => (code === undefined ? piece : (LONG_CODES[code] ?? piece)));
  return [...expanded.matchAll(PIECE)].map(([text, brackets, escaped, code, letter]) => {
    if (code !== undefined) return { kind: 'code', text: code };
    if (letter !== undefined && letter !== 'T') throw unknownCode(letter, format);
    return { kind: 'text', text: brackets?.slice(1, -1) ?? escaped ?? (text === '\\' ? '' : text) };
  });
}

function unknownCode(letter: string, format: string): CardError {
  const code = new RegExp(`${letter}+`).exec(format)?.[0] ?? letter;
  const likely = [code.toUpperCase(), code.toLowerCase()].find((other) => other !== code && DATE_CODES.includes(other));
  const hint = likely === undefined ? `Put fixed text in brackets: [${code}].` : `Did you mean '${likely}'?`;
  return new CardError(`Unknown code '${code}' in the date format '${format.slice(0, 60)}'. ${hint}`);
}
