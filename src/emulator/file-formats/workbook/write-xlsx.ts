import { nextTurn } from '../../../runtime/timer.js';
import { joinBytes } from '../join-bytes.js';
import { createRowReader } from './read-rows.js';
import { SHEET_NAME } from './sheet-name.js';
import type { Cell } from './to-cell.js';

const LIMITS = { format: 'xlsx', rows: 1_048_576, columns: 16_384 };
/** A few milliseconds of work. */
const CELLS_IN_A_TURN = 4_000;

/** Office Open XML. Throws FileLimitError. */
export async function writeXlsx(text: string): Promise<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const readRows = await createRowReader(LIMITS);
  const reader = writeXlsxStream(inTurns(readRows(text)), { name: SHEET_NAME, maxRowsPerSheet: LIMITS.rows }).getReader();
  const chunks: Uint8Array[] = [];
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) chunks.push(chunk.value);
  return joinBytes(chunks);
}

async function* inTurns(rows: Iterable<readonly Cell[]>): AsyncGenerator<Cell[]> {
  let cells = 0;
  for (const row of rows) {
    yield row.map((cell) => (typeof cell === 'string' ? toXmlText(cell) : cell));
    cells += row.length + 1;
    if (cells < CELLS_IN_A_TURN) continue;
    cells = 0;
    await nextTurn();
  }
}

/**
 * Excel reads `_x0041_` as an A, so text that looks like such an escape is escaped. XML has no U+FFFE and U+FFFF. The
 * library escapes the other characters that XML lacks.
 */
function toXmlText(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}
