import type { z } from 'zod';
import { isObject } from './is-object.js';
import { suggest } from './suggest.js';

const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * Describes in plain words what is wrong with a value. An error map for `parse`, for input written by hand. A message that a
 * schema sets itself takes precedence.
 * @example z.int().safeParse(1.5, { error: sayIssue }) // must be a whole number
 */
export function sayIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return sayBound(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return sayBound(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'unrecognized_keys':
      return `unknown key '${String(issue.keys[0]).slice(0, 80)}'`;
    default:
      return 'is not valid';
  }
}

function sayBound(origin: string, bound: number | bigint, relation: string): string {
  if (origin === 'string')
    return bound === 1 && relation === 'at least' ? 'must not be empty' : `must have ${relation} ${bound} characters`;
  return origin === 'array' ? `must have ${relation} ${bound} ${bound === 1 ? 'item' : 'items'}` : `must be ${relation} ${bound}`;
}

/**
 * Describes the issues that zod found with `error: sayIssue`, as a sentence with the path and, for an unknown key, a suggestion.
 * `schema` is only created if a key is unknown. `root` is the name of the whole value.
 * @example describeIssue(error.issues, () => seedJSONSchema(), 'the file') // "companies[0] has an unknown key 'nam'. Did you mean 'name'?"
 */
export function describeIssue(
  issues: readonly z.core.$ZodIssue[],
  schema: () => z.core.JSONSchema.BaseSchema,
  root: string,
): string | undefined {
  // A misspelt key is often the reason why another key is missing.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return undefined;
  const at = showPath(issue.path, root);
  if (issue.code !== 'unrecognized_keys') return `${at} ${issue.message}.`;
  const [key = ''] = issue.keys;
  return `${at} has an unknown key '${key}'${suggest(key, keysAt(issue.path, schema()))}`;
}

/** `companies[0].policies[1].name` */
export function showPath(path: readonly PropertyKey[], root: string): string {
  if (path.length === 0) return root;
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

/** The keys that the schema has at a path. */
function keysAt(path: readonly PropertyKey[], schema: z.core.JSONSchema.BaseSchema): string[] {
  let nodes = forms(schema);
  for (const part of path) {
    nodes = nodes.flatMap((node) => {
      const next: unknown = typeof part === 'number' ? node.items : node.properties?.[String(part)];
      return isSchema(next) ? forms(next) : [];
    });
  }
  return nodes.flatMap(({ properties }) => Object.keys(properties ?? {}));
}

/** A schema and all its alternative forms. */
function forms(schema: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema[] {
  return [schema, ...(schema.anyOf ?? []).flatMap((form) => (isSchema(form) ? forms(form) : []))];
}

function isSchema(value: unknown): value is z.core.JSONSchema.BaseSchema {
  return isObject(value);
}
