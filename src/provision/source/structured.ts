import { isMap, isSeq, LineCounter, parseDocument, type YAMLSeq } from 'yaml';
import { messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { type Location, locate, type Row, type Source, SourceError, type Value } from './source.js';

/** Keys that may contain the list of people if it is not at the top level. */
const WRAPPERS = ['Employees', 'employees', 'users'];

/** Reads a JSON list of objects, at the top level or under `Employees`. An Okta users export has this form. Throws SourceError. */
export function parseJson(text: string, file: string): Source {
  const bare = text.replace(/^\uFEFF/, '');
  try {
    JSON.parse(bare);
  } catch (error) {
    throw new SourceError(`not valid JSON (${describe(error)}).`, jsonErrorAt(file, bare, error));
  }
  // Numbers keep their text: 1e5 is an id without quotes, and must not become 100000.
  const value: unknown = JSON.parse(bare.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)));
  const items = listOf(value, file);
  const starts = startsOfItems(bare, Array.isArray(value) ? 1 : 2);
  return toSource(
    file,
    items.map((item, index) => ({ item, at: locate1(file, starts[index]) })),
  );
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads a YAML list of objects, at the top level or under `Employees`. Every scalar is read as text. Throws SourceError. */
export function parseYaml(text: string, file: string): Source {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
  const [problem] = document.errors;
  const locateIn = (offset: number): Location => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  if (problem !== undefined) throw new SourceError(`not valid YAML (${problem.message.split('\n')[0]}).`, locateIn(problem.pos[0]));
  const items = listOf(document.toJS({ maxAliasCount: 100 }), file);
  const nodes = itemNodes(document.contents);
  return toSource(
    file,
    items.map((item, index) => ({ item, at: locateIn(rangeStart(nodes[index])) })),
  );
}

function itemNodes(contents: unknown): readonly unknown[] {
  const list = isMap(contents) ? contents.items.map(({ value }) => value).find((value): value is YAMLSeq => isSeq(value)) : contents;
  return isSeq(list) ? list.items : [];
}

function rangeStart(node: unknown): number {
  const range = isObject(node) ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}

interface Item {
  readonly item: unknown;
  readonly at: Location;
}

function toSource(file: string, items: readonly Item[]): Source {
  const rows = items.map(({ item, at }): Row => {
    if (!isObject(item)) throw new SourceError('each person must be an object.', at);
    const values = new Map<string, Value>();
    flatten(item, '', values);
    return { values, at };
  });
  return { file, rows, attributes: new Set(rows.flatMap(({ values }) => [...values.keys()])) };
}

/** Reads plain objects of a program. */
export function fromObjects(objects: readonly object[], name = 'employees'): Source {
  const plain: unknown = JSON.parse(JSON.stringify(objects));
  return toSource(
    name,
    listOf(plain, name).map((item, index) => ({ item, at: { file: `${name}[${index}]` } })),
  );
}

/** `{ profile: { login } }` becomes `profile.login`. */
function flatten(object: Readonly<Record<string, unknown>>, prefix: string, into: Map<string, Value>): void {
  for (const [key, value] of Object.entries(object)) {
    const name = `${prefix}${key}`;
    if (isObject(value)) flatten(value, `${name}.`, into);
    else if (Array.isArray(value)) into.set(name, value.map(nameOf));
    else if (value !== null && value !== undefined) into.set(name, String(value));
  }
}

/** An entry of a list: text, or the name of an object such as a group. */
function nameOf(entry: unknown): string {
  if (!isObject(entry)) return String(entry);
  const profile = isObject(entry.profile) ? entry.profile : {};
  return String(entry.name ?? profile.name ?? entry.id ?? JSON.stringify(entry));
}

function listOf(value: unknown, file: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const wrapped = isObject(value) ? WRAPPERS.map((name) => value[name]).find((list) => Array.isArray(list)) : undefined;
  if (Array.isArray(wrapped)) return wrapped;
  throw new SourceError(`found no list of people at the top level or under ${WRAPPERS.join(', ')}.`, { file, line: 1, column: 1 });
}

interface Start {
  readonly line: number;
  readonly column: number;
}

function locate1(file: string, start: Start | undefined): Location {
  return { file, ...start };
}

/** The positions where the items of the first list at `depth` begin. */
function startsOfItems(text: string, depth: number): Start[] {
  const starts: Start[] = [];
  let level = 0;
  let line = 1;
  let lineStart = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]|\n/g)) {
    const [token] = match;
    if (token === '\n') {
      line++;
      lineStart = match.index + 1;
    } else if (token === '[' || token === '{') {
      if (level === depth && token === '{') starts.push({ line, column: match.index - lineStart + 1 });
      level++;
    } else if (token === ']' || token === '}') level--;
  }
  return starts;
}

function describe(error: unknown): string {
  return messageOf(error).replace(/ in JSON at position.*$| \(line.*$/, '');
}

function jsonErrorAt(file: string, text: string, error: unknown): Location {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return locate(file, text, position === undefined ? text.length : Number(position));
}
