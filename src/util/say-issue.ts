import type { z } from 'zod';

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
 * What is wrong with a value, in plain words: an error map for `parse`, for what people write by hand. A message that a
 * schema gives itself wins.
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
  return origin === 'array' ? `must have ${relation} ${bound} items` : `must be ${relation} ${bound}`;
}
