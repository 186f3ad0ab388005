import { isAlias, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { sayIssue } from '../../util/say-issue.js';
import { suggest } from '../../util/suggest.js';
import { UserError } from '../../util/user-error.js';
import { readTextFile } from '../source/read-text.js';
import { type Location, type Source, showLocation } from '../source/source.js';
import { MAPPED_FIELDS, type Mapping, type MappingInput, mappingSchema, type Rule } from './mapping.js';

/** A mapping that is not valid or does not fit its source. The message names file, line and column. */
export class MappingError extends UserError {
  override readonly name = 'MappingError';
}

/** A mapping with the positions of its parts. */
export interface LocatedMapping {
  readonly mapping: Mapping;
  locate(path: readonly PropertyKey[]): Location;
}

/** The default mapping: attributes with the same names as the fields. */
export function defaultMapping(source: Source): LocatedMapping {
  const known = MAPPED_FIELDS.filter((field) => source.attributes.has(field));
  return parseMapping({ fields: Object.fromEntries(known.map((field) => [field, field])) }, () => ({ file: 'the default mapping' }));
}

/** Reads a mapping object of a program. Throws MappingError. */
export function toMapping(input: MappingInput): LocatedMapping {
  return parseMapping(input, () => ({ file: 'mapping' }));
}

/** Reads a mapping file, YAML or JSON. Throws SourceError and MappingError. */
export function readMapping(file: string): LocatedMapping {
  const text = readTextFile(file);
  const lineCounter = new LineCounter();
  // All scalars are text: a policy id such as 1E5 or a constant 007 is not a number.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
  const at = (offset: number): Location => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  const [problem] = document.errors;
  if (problem !== undefined) throw new MappingError(`${showLocation(at(problem.pos[0]))}: not valid YAML (${problem.message}).`);
  const locate = (path: readonly PropertyKey[]): Location => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const range = typeof node === 'object' && node !== null && 'range' in node && !isAlias(node) ? node.range : undefined;
      if (Array.isArray(range) && typeof range[0] === 'number') return at(range[0]);
    }
    return { file };
  };
  return parseMapping(document.toJS({ maxAliasCount: 100 }), locate);
}

function parseMapping(input: unknown, locate: LocatedMapping['locate']): LocatedMapping {
  const result = mappingSchema.safeParse(input, { error: sayIssue });
  if (result.success) return { mapping: result.data, locate };
  const [issue] = result.error.issues;
  throw new MappingError(`${showLocation(locate(issue?.path ?? []))}: ${describeIssue(issue)}`);
}

/** The most attributes that a message names. */
const MAX_NAMED = 30;

const KEYS: readonly string[] = ['fields', 'options', 'from', 'lookup', 'default', 'match', 'separator', 'constant', ...MAPPED_FIELDS];

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const path = issue?.path.join('.') || 'the mapping';
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.code === 'invalid_key' ? String(issue.path.at(-1)) : undefined;
  if (key !== undefined) return `unknown field or option '${key}'${suggest(key, KEYS)}`;
  return `${path} ${issue?.code === 'invalid_union' ? 'must name an attribute, or have `from` or `constant`' : issue?.message}.`;
}

/** The fields that every record needs. policyID is only needed if there are several policies. */
const REQUIRED = ['employeeEmail', 'employeeID', 'managerEmail', 'policyID'] as const;

/** Checks that a mapping fills the required fields. Throws MappingError with the likely attribute. */
export function assertRequired({ mapping, locate }: LocatedMapping, source: Source, hasOnePolicy: boolean): void {
  const missing = REQUIRED.find((field) => mapping.fields[field] === undefined && !(field === 'policyID' && hasOnePolicy));
  if (missing === undefined) return;
  const named = [...source.attributes].slice(0, MAX_NAMED).join(', ');
  const problem = `No mapping for ${missing}. ${source.file} has these columns: ${named}${suggest(missing, source.attributes)} Add a mapping for it (--map FILE).`;
  throw new MappingError(`${showLocation(locate(['fields']))}: ${problem}`);
}

/** Checks that each attribute in a mapping is in the source. Throws MappingError with the likely attribute. */
export function assertAttributes({ mapping, locate }: LocatedMapping, source: Source): void {
  for (const [field, rule] of Object.entries(mapping.fields)) {
    for (const [key, attribute] of attributesOf(rule)) {
      if (findAttribute(source, attribute) !== undefined) continue;
      const at = locate(['fields', field, key]);
      throw new MappingError(
        `${showLocation(at)}: ${field} is mapped from '${attribute}', but ${source.file} has no such column${suggest(attribute, source.attributes)}`,
      );
    }
  }
}

function attributesOf(rule: Rule | undefined): [string, string][] {
  if (rule === undefined || 'constant' in rule) return [];
  return [['from', rule.from], ...(rule.match !== undefined ? [['match', rule.match] satisfies [string, string]] : [])];
}

/** Finds an attribute by its name. Attributes of an Okta profile are also found without `profile.`. */
export function findAttribute({ attributes }: Pick<Source, 'attributes'>, name: string): string | undefined {
  return [name, `profile.${name}`].find((candidate) => attributes.has(candidate));
}
