/** The characters at 0x80 to 0x9F of WinAnsi, the encoding of PDF's standard fonts. The others are those of Latin-1. */
const AT_0X80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const CODES = new Map([...AT_0X80].map((character, index) => [character, 0x80 + index]));

/** Three dots in one character. */
export const ELLIPSIS = '\u0085';

/**
 * A text in WinAnsi, one character up to U+00FF for each byte. Letters that it lacks lose their accents (`č` becomes `c`),
 * line ends and control characters become spaces, invisible ones vanish, and everything else becomes `?`.
 */
export function toWinAnsi(text: string): string {
  // The most common texts are already in WinAnsi.
  if (/^(?: ?[!-~])*$/.test(text)) return text;
  // The byte order mark is invisible, but JavaScript treats it as white space.
  const visible = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ');
  return visible.replace(
    /[^ -~]/gu,
    (character) => encode(character) ?? encode(character.normalize('NFD').charAt(0)) ?? substitute(character),
  );
}

function encode(character: string): string | undefined {
  const code = CODES.get(character);
  if (code !== undefined) return String.fromCharCode(code);
  return /^[ -~\u00A0-\u00FF]$/.test(character) ? character : undefined;
}

/** An accent that is left alone belongs to a letter that was removed. */
const substitute = (character: string): string => (/\p{M}/u.test(character) ? '' : '?');
