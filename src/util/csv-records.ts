// This build of the parser also runs in browsers, which do not have Node's Buffer.
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Work } from '../runtime/slices.js';

/** One line of a CSV or TSV, or several if a quoted value contains line breaks. */
export interface CsvRecord {
  readonly values: readonly string[];
  /** The number of its first line, counted from 1. */
  readonly line: number;
}

/** A text that is not valid CSV. Jobs return an error for it. The message is a sentence with the line. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
}

/** Parsed without a pause, which takes a few milliseconds. */
const CHUNK_LENGTH = 16 * 1024;
/** A chunk takes as long as a hundred steps, or if its records are short, as one step for each record. */
const STEPS_OF_A_CHUNK = 100;
/** Longer than any real record. Without this limit, an unclosed quote would swallow the rest of the text. */
const MAX_RECORD_LENGTH = 64 * 1024;

/**
 * The records of a CSV without empty lines, in slices. Records can differ in length. Throws CsvProblem.
 * @example atOnce(csvRecords('State,City\nTexas,"Austin, TX"', ',')) // [{ values: ['State', 'City'], line: 1 }, …]
 */
export function* csvRecords(text: string, delimiter: ',' | '\t'): Work<CsvRecord[]> {
  const records: CsvRecord[] = [];
  let line = 1;
  for (let start = 0; start < text.length; ) {
    const end = endOfChunk(text, start);
    const count = records.length;
    if (end - start > CHUNK_LENGTH + MAX_RECORD_LENGTH) throw new CsvProblem(`line ${line}: ${describeCsvError('CSV_MAX_RECORD_SIZE')}`);
    line += parseChunk(text.slice(start, end), delimiter, line, records);
    start = end;
    yield Math.max(STEPS_OF_A_CHUNK, records.length - count);
  }
  return records;
}

/** The position after a line break outside quotes, or too far if there is none. In a valid CSV an even number of quotes precedes it. */
function endOfChunk(text: string, start: number): number {
  const limit = Math.min(text.length, start + CHUNK_LENGTH + MAX_RECORD_LENGTH + 1);
  let isQuoted = false;
  for (let index = start; index < limit; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted || index - start < CHUNK_LENGTH) continue;
    else if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(index + 1) !== LINE_FEED)) return index + 1;
  }
  return limit;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Adds the records of a chunk and returns its number of line breaks. */
function parseChunk(chunk: string, delimiter: string, firstLine: number, records: CsvRecord[]): number {
  try {
    parse(chunk, {
      delimiter,
      bom: firstLine === 1,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_LENGTH,
      on_record: (values: string[], { lines }) => {
        // The parser reports where a record ends.
        const lineEnds = values.reduce((sum, value) => sum + lineEndsIn(value), 0);
        records.push({ values, line: firstLine + lines - 1 - lineEnds });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CsvProblem(`line ${firstLine + Number(error.lines) - 1}: ${describeCsvError(error.code)}`);
  }
  return lineEndsIn(chunk);
}

function lineEndsIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** The meaning of a parser error code, as the end of a sentence. */
export function describeCsvError(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quoted value that started above is never closed.';
  if (code === 'CSV_MAX_RECORD_SIZE') return 'a record is longer than 64 KiB. Check for a quote that is never closed.';
  return `the quotes are invalid (${code}). Put the value in quotes and double every quote inside it.`;
}
