import { FileLimitError } from '../file-limit-error.js';
import { type Cell, toCell } from './to-cell.js';

/** The limits of one sheet of a format. */
export interface SheetLimits {
  readonly format: string;
  readonly rows: number;
  readonly columns: number;
}

/** The most characters in a cell, in UTF-16 code units, in both formats ("Excel specifications and limits", Microsoft). */
const MAX_CELL_LENGTH = 32_767;

/** The rows of a CSV text, one at a time. Throws FileLimitError. */
export async function createRowReader(limits: SheetLimits): Promise<(text: string) => Generator<readonly Cell[], void, undefined>> {
  // This reader works row by row without Node's streams, and a quote that is never closed affects only its own row.
  const { streamCsvRows } = await import('hucre/csv');
  return (text) => limitedRows(streamCsvRows(text, { delimiter: ',' }), limits);
}

function* limitedRows(rows: Iterable<readonly unknown[]>, limits: SheetLimits): Generator<readonly Cell[], void, undefined> {
  let row = 0;
  for (const values of rows) {
    row++;
    if (row > limits.rows)
      throw new FileLimitError(`An ${limits.format} sheet has at most ${limits.rows} rows. Export fewer reports, or export csv.`);
    if (values.length > limits.columns)
      throw new FileLimitError(
        `Row ${row} has ${values.length} columns, but an ${limits.format} sheet has at most ${limits.columns}. Put line breaks between rows in the template, or export csv.`,
      );
    yield values.map((value, column) => toLimitedCell(String(value ?? ''), row, column + 1));
  }
}

function toLimitedCell(text: string, row: number, column: number): Cell {
  if (text.length > MAX_CELL_LENGTH)
    throw new FileLimitError(
      `Row ${row}, column ${column} has ${text.length} characters, but a cell has at most ${MAX_CELL_LENGTH}. Look for a quote that is never closed, or export csv.`,
    );
  return toCell(text);
}
