/**
 * Characters that no real address contains: control characters, characters without a width or glyph, all spaces, private use,
 * halves of surrogate pairs, and the replacement character of a wrong decoding.
 */
const ODD = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\uFFFD]/u;

/** Unicode names of the characters that spreadsheets, web pages and chat programs add. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'NULL'],
  [0x09, 'CHARACTER TABULATION'],
  [0x0a, 'LINE FEED'],
  [0x0d, 'CARRIAGE RETURN'],
  [0x20, 'SPACE'],
  [0x7f, 'DELETE'],
  [0xa0, 'NO-BREAK SPACE'],
  [0xad, 'SOFT HYPHEN'],
  [0x034f, 'COMBINING GRAPHEME JOINER'],
  [0x061c, 'ARABIC LETTER MARK'],
  [0x180e, 'MONGOLIAN VOWEL SEPARATOR'],
  [0x2007, 'FIGURE SPACE'],
  [0x2009, 'THIN SPACE'],
  [0x200a, 'HAIR SPACE'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x2028, 'LINE SEPARATOR'],
  [0x2029, 'PARAGRAPH SEPARATOR'],
  [0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x202f, 'NARROW NO-BREAK SPACE'],
  [0x2060, 'WORD JOINER'],
  [0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0x2800, 'BRAILLE PATTERN BLANK'],
  [0x3000, 'IDEOGRAPHIC SPACE'],
  [0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
  [0xfffd, 'REPLACEMENT CHARACTER'],
]);

/** The odd characters of a text, each once, in order. */
export function oddCharacters(text: string): string[] {
  return [...new Set(text)].filter((character) => ODD.test(character));
}

/** Such as `U+200B ZERO WIDTH SPACE`, or only the code if the name is not in the table. */
export function nameOfCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const name = NAMES.get(point) ?? (/\p{Cc}/u.test(character) ? 'CONTROL CHARACTER' : undefined);
  return [codeOf(character), ...(name === undefined ? [] : [name])].join(' ');
}

/** Such as `U+0430`. */
export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Makes odd characters visible by replacing them with their codes: `ed<U+200B>@acme.example`. */
export function showOdd(text: string): string {
  return [...text].map((character) => (character !== ' ' && ODD.test(character) ? `<${codeOf(character)}>` : character)).join('');
}
