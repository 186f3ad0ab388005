import { inSlices, type Work } from '../../../runtime/slices.js';
import { ByteWriter } from './byte-writer.js';
import { writeCompoundFile } from './compound-file.js';
import { createRowReader } from './read-rows.js';
import { SharedStrings } from './shared-strings.js';
import { SHEET_NAME } from './sheet-name.js';
import type { Cell } from './to-cell.js';

/* Excel 97–2003, BIFF8 ([MS-XLS]). A record is its type, the length of its data, and the data. */

const LIMITS = { format: 'xls', rows: 65_536, columns: 256 };
/** The first format (XF) for cells. Those before it are for styles. */
const CELL_FORMAT = 15;
/** The cost of writing a cell, in steps of `inSlices`. */
const CELLS_IN_A_STEP = 8;

/** Throws FileLimitError. */
export async function writeXls(text: string): Promise<Uint8Array> {
  const readRows = await createRowReader(LIMITS);
  return inSlices(writeWorkbookOf(readRows(text)));
}

function* writeWorkbookOf(rows: Iterable<readonly Cell[]>): Work<Uint8Array> {
  const strings = new SharedStrings();
  const sheet = yield* writeSheet(rows, strings);
  const stream = new ByteWriter();
  writeGlobals(stream);
  const sst = new ByteWriter();
  yield* strings.write(sst);
  const sheetRecord = 4 + 8 + SHEET_NAME.length;
  const start = stream.length + sheetRecord + sst.length + 4;
  record(stream, 0x85, (data) => data.u32(start).u16(0).u8(SHEET_NAME.length).u8(0).latin1(SHEET_NAME));
  stream.bytes(sst.toBytes());
  record(stream, END, () => undefined);
  stream.bytes(sheet.toBytes());
  return writeCompoundFile('Workbook', stream.toBytes());
}

const BEGIN = 0x0809;
const END = 0x0a;

function record(file: ByteWriter, type: number, write: (data: ByteWriter) => void): void {
  file.u16(type, 0);
  const start = file.length;
  write(file);
  file.setU16(start - 2, file.length - start);
}

function begin(file: ByteWriter, kind: 0x05 | 0x10): void {
  record(file, BEGIN, (data) => data.u16(0x0600, kind, 0x0dbb, 0x07cc).u32(0, 6));
}

/** What readers expect in addition to the sheet: code page, window, fonts, cell formats, the style "Normal". */
function writeGlobals(file: ByteWriter): void {
  begin(file, 0x05);
  record(file, 0x42, (data) => data.u16(1200));
  record(file, 0x3d, (data) => data.u16(0, 0, 0x4000, 0x2000, 0x38, 0, 0, 1, 600));
  const font = 'Arial';
  // Four fonts, because readers skip the number 4.
  for (let index = 0; index < 4; index++)
    record(file, 0x31, (data) => data.u16(200, 0, 0x7fff, 400, 0).u32(0).u8(font.length).u8(0).latin1(font));
  for (let index = 0; index <= CELL_FORMAT; index++)
    record(file, 0xe0, (data) =>
      data
        .u16(0, 0, index === CELL_FORMAT ? 1 : 0xfff5, 0x20, 0)
        .u32(0, 0)
        .u16(0x20c0),
    );
  record(file, 0x0293, (data) => data.u16(0x8000).u8(0).u8(0xff));
}

function* writeSheet(rows: Iterable<readonly Cell[]>, strings: SharedStrings): Work<ByteWriter> {
  const cells = new ByteWriter();
  let height = 0;
  let width = 0;
  for (const row of rows) {
    for (const [column, cell] of row.entries()) writeCell(cells, { row: height, column, cell }, strings);
    height++;
    width = Math.max(width, row.length);
    yield 1 + Math.floor(row.length / CELLS_IN_A_STEP);
  }
  const sheet = new ByteWriter();
  begin(sheet, 0x10);
  record(sheet, 0x0200, (data) => data.u32(0, height).u16(0, width, 0));
  sheet.bytes(cells.toBytes());
  record(sheet, 0x023e, (data) => data.u16(0x06b6, 0, 0).u32(0x40, 0, 0));
  record(sheet, END, () => undefined);
  return sheet;
}

interface Placed {
  readonly row: number;
  readonly column: number;
  readonly cell: Cell;
}

function writeCell(file: ByteWriter, { row, column, cell }: Placed, strings: SharedStrings): void {
  if (typeof cell === 'number') file.u16(0x0203, 14, row, column, CELL_FORMAT).f64(cell);
  else if (cell !== null) file.u16(0xfd, 10, row, column, CELL_FORMAT).u32(strings.indexOf(cell));
}
