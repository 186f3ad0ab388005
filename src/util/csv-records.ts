// This build of the parser also runs in a page, where Node's Buffer is missing.
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Work } from '../runtime/slices.js';

/** One line of a CSV or TSV, or several where a quoted value holds line ends. */
export interface CsvRecord {
  readonly values: readonly string[];
  /** Where it starts; the first line is 1. */
  readonly line: number;
}

/** A text that is no CSV; jobs answer it. The message is a sentence for people, with the line. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
}

/** Parsed without a pause: a few milliseconds. */
const CHUNK_LENGTH = 16 * 1024;
/** A chunk takes as long as a hundred steps, or one of short records as long as there are records. */
const STEPS_OF_A_CHUNK = 100;
/** Longer than any record that a person made; a quote that is never closed would else take the rest of the text. */
const MAX_RECORD_LENGTH = 64 * 1024;

/**
 * The records of a CSV, empty lines left out, in slices. Records may differ in length. Throws CsvProblem.
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

/** Behind a line end outside of quotes; too far on where there is none. In a well-formed CSV the quotes before one make pairs. */
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

/** Adds the records of a chunk and gives how many line ends it holds. */
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
        // The parser tells where a record ends.
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

/** What a code of the parser's means, as the end of a sentence. */
export function describeCsvError(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quoted value is never closed; it begins somewhere above.';
  if (code === 'CSV_MAX_RECORD_SIZE') return 'a record is longer than 64 KiB; maybe a quote is never closed.';
  return `the quotes are wrong here (${code}); a quote inside of a value is written twice, and the value stands in quotes.`;
}
