import fc from 'fast-check';
import { read } from 'hucre';
import { expect, test } from 'vitest';
import { toCell } from '../../src/emulator/file-formats/workbook/to-cell.js';
import { writeWorkbook } from '../../src/emulator/file-formats/write-workbook.js';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  // Long enough to need several records of an xls file.
  fc.string({ unit: 'grapheme', maxLength: 6_000 }),
  fc.double().map(String),
  fc.bigInt().map(String),
);
const tables = fc.array(fc.array(texts, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 });

/** The rows without empty cells at their ends, which neither format keeps. */
function trimmed(rows: ArrayLike<readonly unknown[] | undefined>): unknown[][] {
  const cut = <T>(list: T[], isEmpty: (item: T) => boolean): T[] => list.slice(0, list.findLastIndex((item) => !isEmpty(item)) + 1);
  const cells = Array.from(rows, (row) => cut(Array.from(row ?? [], comparable), (cell) => cell === null));
  return cut(cells, ({ length }) => length === 0);
}

/** XML has no U+FFFE and U+FFFF. */
const comparable = (cell: unknown): unknown => (typeof cell === 'string' ? cell.replace(/[\uFFFE\uFFFF]/g, '\uFFFD') : (cell ?? null));

test.each(['xls', 'xlsx'] as const)('another program can read every %s', async (format) => {
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      const csv = table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
      const { sheets } = await read(await writeWorkbook(csv, format));
      expect(trimmed(sheets[0]?.rows ?? [])).toEqual(trimmed(table.map((row) => row.map(toCell))));
    }),
    { numRuns: 200 },
  );
});
