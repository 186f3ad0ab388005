export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** The table of a diff has as many cells as both texts have lines, multiplied. */
const MAX_LINES = 1000;

/** The shortest way from one text to the other, line by line. Long texts are cut. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const one = before.split('\n').slice(0, MAX_LINES);
  const other = after.split('\n').slice(0, MAX_LINES);
  const common = commonLengths(one, other);
  const length = (i: number, j: number): number => common[i]?.[j] ?? 0;
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const text = one[i];
    const next = other[j];
    if (text !== undefined && text === next) {
      lines.push({ kind: 'same', text });
      i++;
      j++;
    } else if (text !== undefined && (next === undefined || length(i + 1, j) >= length(i, j + 1))) {
      lines.push({ kind: 'removed', text });
      i++;
    } else {
      lines.push({ kind: 'added', text: next ?? '' });
      j++;
    }
  }
  return lines;
}

/** For each pair of positions, how many lines the rests have in common. */
function commonLengths(one: readonly string[], other: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      const row = rows[i];
      const below = rows[i + 1];
      if (row !== undefined) row[j] = one[i] === other[j] ? (below?.[j + 1] ?? 0) + 1 : Math.max(below?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}
