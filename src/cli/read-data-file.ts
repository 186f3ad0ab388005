import { readFile } from 'node:fs/promises';
import type { Document, YAMLParseError } from 'yaml';
import { codeOf, messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** A YAML or JSON file as plain data. Throws UsageError that names file, line and column, and quotes nothing of the file. */
export async function readDataFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = codeOf(error) === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new UsageError(`${path}: ${reason}.`);
  }
  // JSON is YAML too; the YAML reader is loaded only when a file is read, as it takes its time.
  const { LineCounter, parseDocument, visit } = await import('yaml');
  const lineCounter = new LineCounter();
  const document: Document = parseDocument(text, { prettyErrors: false, lineCounter });
  const placeOf = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `line ${line}, column ${col}`;
  };
  const [problem] = document.errors;
  if (problem !== undefined) throw new UsageError(`${path}: ${describe(problem)} at ${placeOf(problem.pos[0])}.`);
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      throw new UsageError(
        `${path}: the * at ${placeOf(alias.range?.[0] ?? 0)} refers to an anchor that the file does not have. Put a value that begins with * in quotes.`,
      );
    },
  });
  return document.toJS({ maxAliasCount: 100 });
}

/** The parser's own words; where they quote the file, which may hold a secret, the words stand here. */
const WITHOUT_QUOTES: Readonly<Record<string, string>> = {
  BAD_DIRECTIVE: 'Unknown directive',
  BAD_DQ_ESCAPE: 'Unknown escape sequence',
  BAD_COLLECTION_TYPE: 'A tag that does not fit its value',
  TAG_RESOLVE_FAILED: 'Unknown tag',
};

function describe({ code, message }: YAMLParseError): string {
  // Behind a colon stands what was found.
  return WITHOUT_QUOTES[code] ?? message.split(/: |\n/, 1)[0] ?? code;
}
