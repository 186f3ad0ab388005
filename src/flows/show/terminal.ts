import { terminalText } from '../../util/terminal-text.js';

type Colour = 'green' | 'red' | 'yellow' | 'bold' | 'dim';
/** Colours a text, or returns it unchanged. */
export type Paint = (colour: Colour, text: string) => string;

/** Characters that terminals draw two columns wide: CJK, full-width forms and emoji. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

/** The number of columns of a text. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : /\p{Mn}|\p{Cf}/u.test(character) ? 0 : 1;
  return width;
}

/** A text as one line. Values come from exports and servers, so control characters are removed: they could move the cursor. */
export function oneLine(text: string): string {
  return terminalText(text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim());
}

/** One line of at most this many columns, shortened with an ellipsis. */
export function cut(text: string, columns: number): string {
  const most = Math.max(1, columns);
  // Only this much can fit into the line, even if many characters have zero width.
  const line = oneLine(text.slice(0, most * 20));
  if (widthOf(line) <= most && text.length <= most * 20) return line;
  let kept = '';
  let width = 0;
  for (const character of line) {
    width += widthOf(character);
    if (width > most - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A flag with its value, and a command between backticks, stay on one line so they can be copied. */
const WORD = /--set "[^"]*"|`[^`]*`\S*|\S+/g;

/** A text broken between words; a word longer than the line gets its own line. */
export function wrap(text: string, columns: number, indent = '  ', first = indent): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of oneLine(text).match(WORD) ?? []) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
