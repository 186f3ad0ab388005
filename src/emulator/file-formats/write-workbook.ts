import { writeXls } from './workbook/write-xls.js';
import { writeXlsx } from './workbook/write-xlsx.js';

/**
 * A workbook with one sheet, created from the CSV text that an export template rendered. Quotes may be invalid and rows may
 * differ in length. The same text gives the same bytes (for xlsx: with the same version of Node or the browser, which compresses it).
 *
 * It is assumed which cells become numbers: plain decimals of at most 15 digits without leading zeros. Everything else stays
 * text, so an id of 16 digits keeps all of them, and a cell that starts with `=` is not a formula.
 *
 * Throws FileLimitError for more than 1,048,576 rows, 16,384 columns (xls: 65,536 and 256) or 32,767 characters in a cell.
 * @example await writeWorkbook('Merchant,Amount\nCafé,12.50\n', 'xlsx')
 */
export function writeWorkbook(text: string, format: 'xls' | 'xlsx'): Promise<Uint8Array> {
  return format === 'xls' ? writeXls(text) : writeXlsx(text);
}
