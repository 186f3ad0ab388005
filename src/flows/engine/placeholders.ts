/** `{{{key}}}` in a text. */
export interface Placeholder {
  readonly placeholder: string;
  readonly key: string;
  readonly start: number;
}

const OPEN = '{{{';
const CLOSE = '}}}';

/**
 * The placeholders of a text, as the pattern `{{{(.+?)}}}` finds them. Written without a regular expression, which would scan
 * the rest of the text for each unclosed brace and take hours for a megabyte of them.
 */
export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  let start = text.indexOf(OPEN);
  while (start !== -1) {
    const end = text.indexOf(CLOSE, start + OPEN.length + 1);
    if (end === -1) break;
    const key = text.slice(start + OPEN.length, end);
    // A key does not span lines, so the next key can only start on the last line before the end.
    const lineEnd = lastLineEnd(key);
    if (lineEnd === -1) found.push({ placeholder: text.slice(start, end + CLOSE.length), key, start });
    start = text.indexOf(OPEN, lineEnd === -1 ? end + CLOSE.length : start + OPEN.length + lineEnd + 1);
  }
  return found;
}

function lastLineEnd(text: string): number {
  return Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => text.lastIndexOf(end)));
}

/** The text with each placeholder replaced. */
export function fillPlaceholders(text: string, fill: (placeholder: Placeholder) => string): string {
  const parts: string[] = [];
  let done = 0;
  for (const found of findPlaceholders(text)) {
    parts.push(text.slice(done, found.start), fill(found));
    done = found.start + found.placeholder.length;
  }
  return parts.join('') + text.slice(done);
}
