import { expect, test } from 'vitest';
import { codeOf, nameOfCharacter, oddCharacters, showOdd } from '../../src/provision/plan/odd-characters.js';

test.each([
  [0x00, 'U+0000 NULL'],
  [0x07, 'U+0007 CONTROL CHARACTER'],
  [0x09, 'U+0009 CHARACTER TABULATION'],
  [0x0a, 'U+000A LINE FEED'],
  [0x0d, 'U+000D CARRIAGE RETURN'],
  [0x1f, 'U+001F CONTROL CHARACTER'],
  [0x20, 'U+0020 SPACE'],
  [0x7f, 'U+007F DELETE'],
  [0x80, 'U+0080 CONTROL CHARACTER'],
  [0x9f, 'U+009F CONTROL CHARACTER'],
  [0xa0, 'U+00A0 NO-BREAK SPACE'],
  [0xad, 'U+00AD SOFT HYPHEN'],
  [0x034f, 'U+034F COMBINING GRAPHEME JOINER'],
  [0x061c, 'U+061C ARABIC LETTER MARK'],
  [0x180e, 'U+180E MONGOLIAN VOWEL SEPARATOR'],
  [0x2001, 'U+2001'],
  [0x2007, 'U+2007 FIGURE SPACE'],
  [0x2009, 'U+2009 THIN SPACE'],
  [0x200a, 'U+200A HAIR SPACE'],
  [0x200b, 'U+200B ZERO WIDTH SPACE'],
  [0x200c, 'U+200C ZERO WIDTH NON-JOINER'],
  [0x200d, 'U+200D ZERO WIDTH JOINER'],
  [0x200e, 'U+200E LEFT-TO-RIGHT MARK'],
  [0x200f, 'U+200F RIGHT-TO-LEFT MARK'],
  [0x2028, 'U+2028 LINE SEPARATOR'],
  [0x2029, 'U+2029 PARAGRAPH SEPARATOR'],
  [0x202a, 'U+202A LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'U+202B RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'U+202C POP DIRECTIONAL FORMATTING'],
  [0x202d, 'U+202D LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'U+202E RIGHT-TO-LEFT OVERRIDE'],
  [0x202f, 'U+202F NARROW NO-BREAK SPACE'],
  [0x2060, 'U+2060 WORD JOINER'],
  [0x2066, 'U+2066 LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'U+2067 RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'U+2068 FIRST STRONG ISOLATE'],
  [0x2069, 'U+2069 POP DIRECTIONAL ISOLATE'],
  [0x2800, 'U+2800 BRAILLE PATTERN BLANK'],
  [0x3000, 'U+3000 IDEOGRAPHIC SPACE'],
  [0xfeff, 'U+FEFF ZERO WIDTH NO-BREAK SPACE'],
  [0xfffd, 'U+FFFD REPLACEMENT CHARACTER'],
  [0xfe0f, 'U+FE0F'],
])('the character %d is odd, and its name is %s', (point, name) => {
  const character = String.fromCodePoint(point);
  expect(oddCharacters(`e${character}d${character}`)).toEqual([character]);
  expect(nameOfCharacter(character)).toBe(name);
});

test.each([...'aZ9.@+-_\u00E9\u0436\u6F22'])('the character %s is not odd', (character) => {
  expect(oddCharacters(character)).toEqual([]);
  expect(nameOfCharacter(character)).toBe(codeOf(character));
});

test('odd characters are listed in order, each once', () => {
  expect(oddCharacters('b\u200Ba\u00A0\u200B')).toEqual(['\u200B', '\u00A0']);
});

test('a code has at least four digits, in upper case', () => {
  expect([codeOf('\t'), codeOf('\u00AD'), codeOf('\u{1F600}')]).toEqual(['U+0009', 'U+00AD', 'U+1F600']);
});

test('a text is shown with the codes of its odd characters, but with normal spaces', () => {
  expect(showOdd('ed \u200Bed\t@x.com')).toBe('ed <U+200B>ed<U+0009>@x.com');
});
