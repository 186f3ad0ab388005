import { type Document, LineCounter, parseDocument, visit, type YAMLParseError } from 'yaml';

/** A YAML or JSON text that was parsed. */
export interface YamlDocument {
  readonly document: Document;
  /** The problem with the text, with line and column, as the end of a sentence. It quotes nothing, because the text may contain a secret. */
  readonly problem?: string;
  /** The line of an offset, counted from 1. */
  lineOf(offset: number): number;
}

/** Reads YAML, and JSON, which is YAML too. @example readYaml('a: 1').document.toJS() // { a: 1 } */
export function readYaml(text: string): YamlDocument {
  const lineCounter = new LineCounter();
  const document: Document = parseDocument(text, { prettyErrors: false, lineCounter });
  const placeOf = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `line ${line}, column ${col}`;
  };
  const [error] = document.errors;
  let problem = error && `${describe(error)} at ${placeOf(error.pos[0])}`;
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      problem ??= `the * at ${placeOf(alias.range?.[0] ?? 0)} refers to an anchor that the file does not define. Put a value that begins with * in quotes`;
    },
  });
  return { document, lineOf: (offset) => lineCounter.linePos(offset).line, ...(problem !== undefined && { problem }) };
}

/** Our own wording for errors whose message would quote the file, which may contain a secret. */
const WITHOUT_QUOTES: Readonly<Record<string, string>> = {
  // "Flow" and "block" are the parser's words for brackets and indentation, and mean something else to people who work with flows.
  BAD_INDENT: 'The indentation or a closing bracket is wrong',
  MULTILINE_IMPLICIT_KEY: 'Text that is not key: value',
  BAD_DIRECTIVE: 'Unknown directive',
  BAD_DQ_ESCAPE: 'Unknown escape sequence',
  BAD_COLLECTION_TYPE: 'A tag that does not fit its value',
  TAG_RESOLVE_FAILED: 'Unknown tag',
};

function describe({ code, message }: YAMLParseError): string {
  // The text after a colon is from the file.
  const said = WITHOUT_QUOTES[code] ?? message.split(/: |\n/, 1)[0] ?? code;
  return said.replace(/^Flow map\b/, 'An object').replace(/^Flow sequence\b/, 'A list');
}
