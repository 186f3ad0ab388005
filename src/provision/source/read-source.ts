import { extname } from 'node:path';
import { parseCsv } from './csv.js';
import { readTextFile } from './read-text.js';
import { type Source, SourceError } from './source.js';
import { parseJson, parseYaml } from './structured.js';

const PARSERS: Readonly<Record<string, (text: string, file: string) => Source>> = {
  '.csv': parseCsv,
  '.tsv': parseCsv,
  '.json': parseJson,
  '.yaml': parseYaml,
  '.yml': parseYaml,
};

/**
 * Reads people from a CSV, JSON or YAML file. An Okta users export is JSON. Throws SourceError, which names file, line and column.
 * @example readSource('people.csv').rows[0]?.values.get('email')
 */
export function readSource(file: string): Source {
  const extension = extname(file).toLowerCase();
  const parse = PARSERS[extension];
  if (parse === undefined)
    throw new SourceError(`the file extension '${extension}' is not supported. Use one of ${Object.keys(PARSERS).join(', ')}.`, { file });
  const source = parse(readTextFile(file), file);
  if (source.rows.length === 0) throw new SourceError('the file lists no people.', { file });
  return source;
}
