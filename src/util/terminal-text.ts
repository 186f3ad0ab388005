/** Control characters except the line break, and characters that change the text direction (CVE-2021-42574). */
const UNSAFE = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Makes a text safe for a terminal. Names come from exports and servers, and must not move the cursor,
 * change colours or the text direction. Line breaks stay.
 * @example terminalText('a\u001b[2Jb') // 'a\uFFFD[2Jb'
 */
export function terminalText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, ' ').replace(UNSAFE, '\uFFFD');
}
