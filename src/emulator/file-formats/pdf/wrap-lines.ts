import { textWidth, type Weight } from './helvetica.js';
import { ELLIPSIS, toWinAnsi } from './win-ansi.js';

/** An area for text, in points. */
export interface TextBox {
  readonly width: number;
  readonly size: number;
  readonly weight: Weight;
  readonly maxLines: number;
}

/** How much of a long text is checked for one line. No line has as many characters. */
const CHARACTERS_A_LINE = 600;

/** Breaks a text into lines in WinAnsi, between words where possible. Text that does not fit is cut off with an ellipsis. */
export function wrapLines(text: string, box: TextBox): string[] {
  let rest = toWinAnsi(text.slice(0, CHARACTERS_A_LINE * box.maxLines)).trim();
  const lines: string[] = [];
  while (rest !== '') {
    const fitting = countFitting(rest, box, box.width);
    if (fitting === rest.length) return [...lines, rest];
    if (lines.length === box.maxLines - 1) return [...lines, cutLine(rest, box)];
    const space = rest.lastIndexOf(' ', fitting);
    const end = space > 0 ? space : Math.max(1, fitting);
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return lines;
}

function cutLine(rest: string, box: TextBox): string {
  const room = box.width - textWidth(ELLIPSIS, box.weight, box.size);
  return rest.slice(0, countFitting(rest, box, room)).trimEnd() + ELLIPSIS;
}

/** How many characters, from the first one, fit into a width. */
function countFitting(text: string, { size, weight }: TextBox, room: number): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    width += textWidth(text.charAt(at), weight, size);
    if (width > room) return at;
  }
  return text.length;
}
