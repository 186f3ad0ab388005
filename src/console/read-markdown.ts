/** A part of a page of the docs. The docs use no other Markdown. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Splits a page of the docs into its parts. */
export function readMarkdown(markdown: string): Block[] {
  const lines = markdown.replace(/<!--.*?-->\n?/gs, '').split('\n');
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; ) {
    const { block, end } = blockAt(lines, index);
    if (block !== undefined) blocks.push(block);
    index = end;
  }
  return blocks;
}

function blockAt(lines: readonly string[], start: number): { block?: Block; end: number } {
  const line = lines[start] ?? '';
  const heading = /^(#{1,4}) (.*)/.exec(line);
  if (line.trim() === '') return { end: start + 1 };
  if (heading !== null) return { block: headingOf(heading[1] ?? '', heading[2] ?? ''), end: start + 1 };
  if (line.startsWith('```')) {
    const end = endOf(lines, start + 1, (one) => !one.startsWith('```'));
    return { block: { kind: 'code', text: lines.slice(start + 1, end).join('\n') }, end: end + 1 };
  }
  if (line.startsWith('|')) {
    const end = endOf(lines, start, (one) => one.startsWith('|'));
    const [head = [], , ...rows] = lines.slice(start, end).map(cellsOf);
    return { block: { kind: 'table', head, rows }, end };
  }
  if (isItem(line)) {
    const end = endOf(lines, start, (one) => isItem(one) || /^\s+\S/.test(one));
    const items = lines
      .slice(start, end)
      .join('\n')
      .split(/\n(?=[-*] |\d+\. )/);
    return { block: { kind: 'list', items: items.map((item) => item.replace(/^([-*]|\d+\.) /, '').replace(/\s+/g, ' ')) }, end };
  }
  const end = endOf(lines, start + 1, (one) => one.trim() !== '' && !/^(#|```|\|)/.test(one) && !isItem(one));
  return { block: { kind: 'text', text: lines.slice(start, end).join(' ') }, end };
}

function headingOf(marks: string, text: string): Block {
  const id = text
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
  return { kind: 'heading', level: marks.length, text, id };
}

const isItem = (line: string): boolean => /^([-*]|\d+\.) /.test(line);

function endOf(lines: readonly string[], start: number, goesOn: (line: string) => boolean): number {
  let end = start;
  while (end < lines.length && goesOn(lines[end] ?? '')) end++;
  return end;
}

/** A bar inside a cell is escaped. */
function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
