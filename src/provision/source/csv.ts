import { CsvError, parse } from 'csv-parse/sync';
import { describeCsvError } from '../../util/csv-records.js';
import { type Location, type Row, type Source, SourceError, type Value } from './source.js';

const DELIMITERS = [',', ';', '\t'];

/** Reads a CSV with a header, which decides between commas, semicolons and tabs. Throws SourceError. */
export function parseCsv(text: string, file: string): Source {
  const [header, ...records] = parseRecords(text, file);
  if (header === undefined) throw new SourceError('the header is missing.', { file });
  const columns = readHeader(header.values, file);
  const rows = records.map((record): Row => {
    if (record.values.length !== header.values.length) {
      throw new SourceError(`this row has ${record.values.length} values, but the header has ${header.values.length} columns.`, record.at);
    }
    const values = [...columns].map(([name, column]): [string, Value] => [name, record.values[column - 1] ?? '']);
    return { values: new Map(values), at: record.at, columns };
  });
  return { file, rows, attributes: new Set(columns.keys()) };
}

function readHeader(names: readonly string[], file: string): Map<string, number> {
  const columns = new Map<string, number>();
  for (const [index, untrimmed] of names.entries()) {
    const name = untrimmed.trim();
    const at = { file, line: 1, column: index + 1 };
    if (name === '') throw new SourceError(`column ${index + 1} has no name in the header.`, at);
    const first = columns.get(name);
    if (first !== undefined) throw new SourceError(`the header has '${name}' twice, in columns ${first} and ${index + 1}.`, at);
    columns.set(name, index + 1);
  }
  return columns;
}

interface CsvRecord {
  readonly values: readonly string[];
  readonly at: Location;
}

function parseRecords(text: string, file: string): CsvRecord[] {
  const headerLine = text.split('\n', 1)[0] ?? '';
  const count = (delimiter: string): number => headerLine.split(delimiter).length;
  const delimiter = DELIMITERS.reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (values: string[], { lines }) => {
        // The parser reports where a record ends. Quoted values may contain line ends.
        const lineEnds = values.reduce((sum, value) => sum + value.split('\n').length - 1, 0);
        records.push({ values, at: { file, line: lines - lineEnds } });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines, column } = error;
    throw new SourceError(describeCsvError(error.code), {
      file,
      line: Number(lines),
      ...(typeof column === 'number' && { column: column + 1 }),
    });
  }
}
