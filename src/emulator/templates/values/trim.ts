/**
 * A text without spaces at both ends. An expression such as /\s+$/ would try each space within the text, which takes the
 * square of their number.
 * @example trimmed(' a ', (code) => code <= 0x20) // 'a'
 */
export function trimmed(text: string, isBlank: (code: number) => boolean): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Like `trimmed`, at the end only. */
export function trimmedEnd(text: string, isBlank: (code: number) => boolean): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}
