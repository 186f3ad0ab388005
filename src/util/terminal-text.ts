/** Controls but for the line break, and what reverses the direction of a line (CVE-2021-42574). */
const UNSAFE = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A text that may stand in a terminal: names come from exports and servers, and none of them may move somebody's cursor,
 * colour a line as another one or turn its direction. Line breaks stay.
 * @example terminalText('a\u001b[2Jb') // 'a\uFFFD[2Jb'
 */
export function terminalText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, ' ').replace(UNSAFE, '\uFFFD');
}
