import { readFileSync, statSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { z } from 'zod';
import { codeOf, messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { describeIssue, sayIssue, showPath } from '../../util/say-issue.js';
import { readYaml } from '../../util/yaml-document.js';
import { FlowCasesError } from './cases-error.js';
import { casesSchema, flowCasesJSONSchema, type WrittenCases } from './cases-schema.js';
import { matcherProblem } from './matcher-syntax.js';

const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The content of a cases file, and where its parts are. */
export interface CasesFile {
  readonly written: WrittenCases;
  /** The line of a part, counted from 1. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads and checks a cases file. Throws FlowCasesError with the file, line and place of a mistake, and the likely key. */
export function readCasesFile(path: string): CasesFile {
  const { document, problem, lineOf: lineAt } = readYaml(readText(path));
  if (problem !== undefined) throw new FlowCasesError(`${path}: this is not valid YAML: ${problem}.`);
  const lineOf = (place: readonly PropertyKey[]): number => lineAt(offsetOf(document, place));
  const data = plain(document, path);
  assertCases(data, path);
  const result = casesSchema.safeParse(data, { error: sayIssue });
  if (!result.success) {
    const issues = result.error.issues.map(innermost);
    const place = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
    const at = [...(place?.path ?? []), ...(place?.code === 'unrecognized_keys' ? place.keys.slice(0, 1) : [])];
    throw new FlowCasesError(`${path}:${lineOf(at)}: ${describeIssue(issues, flowCasesJSONSchema, 'the file') ?? 'is not a cases file.'}`);
  }
  assertMatchers(result.data, path, lineOf);
  return { written: result.data, lineOf };
}

/** Throws FlowCasesError for the two files that are most often passed by mistake. */
function assertCases(data: unknown, path: string): void {
  if (data === undefined || data === null) throw new FlowCasesError(`${path}: the file is empty.`);
  if (isObject(data) && data.type === 'flopack')
    throw new FlowCasesError(
      `${path} is an export, not a cases file. Create a cases file from a run: expensify-emulator flow test "${path}" --init cases.yaml`,
    );
}

/** Reads a YAML or JSON file that a cases file names. Throws FlowCasesError with its name. */
export function readNamedFile(path: string): unknown {
  const { document, problem } = readYaml(readText(path));
  if (problem !== undefined) throw new FlowCasesError(`${path}: this is not valid YAML: ${problem}.`);
  return plain(document, path);
}

function readText(path: string): string {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) throw new FlowCasesError(`${path} is too large; the maximum is 16 MB. Split it.`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof FlowCasesError) throw error;
    throw new FlowCasesError(`${path}: ${codeOf(error) === 'ENOENT' ? 'the file does not exist' : messageOf(error)}.`);
  }
}

function plain(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new FlowCasesError(`${path}: ${messageOf(error)}.`);
  }
}

function assertMatchers({ cases }: WrittenCases, path: string, lineOf: CasesFile['lineOf']): void {
  for (const [index, { expect }] of cases.entries()) {
    const problem = matcherProblem(expect, ['cases', index, 'expect']);
    if (problem !== undefined)
      throw new FlowCasesError(`${path}:${lineOf(problem.path)}: ${showPath(problem.path, path)} ${problem.message}`);
  }
}

/** For a value with several allowed forms: the problem with the intended form. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const firsts = issue.errors.flatMap(([first]) => (first === undefined ? [] : [innermost(first)]));
  const meant = firsts.find(({ code, path }) => path.length > 0 || code === 'unrecognized_keys');
  return meant === undefined ? issue : { ...meant, path: [...issue.path, ...meant.path] };
}

/** The start of a part of the file: its key, or the list item. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    let at: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      at = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      at = node.items[Number(part)];
      node = at;
    }
    if (!isNode(at)) break;
    offset = at.range?.[0] ?? offset;
  }
  return offset;
}
