type Kind = 'key' | 'text' | 'number' | 'word' | 'plain';

/** A part of a line with one colour. */
interface Piece {
  readonly kind: Kind;
  readonly text: string;
}

/** A line of indented JSON. */
export interface JsonLine {
  readonly pieces: readonly Piece[];
  /** The index of the line that closes what this line opens. */
  readonly end?: number;
}

const LINE = /^(\s*)("(?:[^"\\]|\\.)*"(?=:))?(:\s)?(.*)$/s;

/** Splits JSON, as JSON.stringify indents it, into coloured lines that know what they open. Undefined for any other text. */
export function jsonLines(text: string): readonly JsonLine[] | undefined {
  if (!/^[[{]/.test(text) || !isJson(text)) return undefined;
  const opened: number[] = [];
  const ends = new Map<number, number>();
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (/^\s*[}\]],?$/.test(line)) {
      const start = opened.pop();
      if (start !== undefined) ends.set(start, index);
    } else if (/(^|[\s])[{[]$/.test(line)) opened.push(index);
  });
  return lines.map((line, index) => {
    const end = ends.get(index);
    return { pieces: piecesOf(line), ...(end !== undefined && { end }) };
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function piecesOf(line: string): Piece[] {
  const [, indent = '', key = '', colon = '', rest = ''] = LINE.exec(line) ?? [];
  const comma = rest.length > 1 && rest.endsWith(',') ? ',' : '';
  const value = comma === '' ? rest : rest.slice(0, -1);
  const pieces: Piece[] = [
    { kind: 'plain', text: indent },
    { kind: 'key', text: key },
    { kind: 'plain', text: colon },
    { kind: kindOf(value), text: value },
    { kind: 'plain', text: comma },
  ];
  return pieces.filter(({ text }) => text !== '');
}

function kindOf(value: string): Kind {
  if (value.startsWith('"')) return 'text';
  if (/^-?\d/.test(value)) return 'number';
  return /^(true|false|null)$/.test(value) ? 'word' : 'plain';
}
