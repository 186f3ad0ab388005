import { terminalText } from './terminal-text.js';
import { widthOf } from './text-columns.js';

export { widthOf };

type Colour = 'green' | 'red' | 'yellow' | 'bold' | 'dim';
/** Colours a text, or returns it unchanged. */
export type Paint = (colour: Colour, text: string) => string;

/** A text as one line: values come from exports and servers, and a control character must not move somebody's cursor. */
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
