import { expect, test } from 'vitest';
import { z } from 'zod';
import { list } from '../../src/util/lists.js';
import { sayIssue } from '../../src/util/say-issue.js';

test.each([
  ['a missing value', z.string(), undefined, 'is missing'],
  ['another type', z.string(), 1, 'must be text'],
  ['a fraction', z.int(), 1.5, 'must be a whole number'],
  ['a word for a number', z.coerce.number(), 'x', 'must be a number'],
  ['a type without our own name', z.date(), 1, 'must be date'],
  ['a number too small', z.number().min(1), 0, 'must be at least 1'],
  ['a number at an open bound', z.number().gt(1), 1, 'must be more than 1'],
  ['a number too large', z.number().max(9), 10, 'must be at most 9'],
  ['a number at an open bound above', z.number().lt(9), 9, 'must be less than 9'],
  ['an empty text', z.string().min(1), '', 'must not be empty'],
  ['a short text', z.string().min(2), 'a', 'must have at least 2 characters'],
  ['a long list', list(z.string()).max(1), ['a', 'b'], 'must have at most 1 item'],
  ['another word', z.enum(['on', 'off']), 'maybe', 'must be on or off'],
  ['an unknown key', z.strictObject({}), { [`x${'y'.repeat(100)}`]: 1 }, `unknown key 'x${'y'.repeat(79)}'`],
  ['no branch of a union', z.union([z.string(), z.number()]), true, 'is not valid'],
  ["the schema's own message", z.string('is no name'), 1, 'is no name'],
])('describes %s in plain words', (_what, schema: z.ZodType, input, message) => {
  expect(schema.safeParse(input, { error: sayIssue }).error?.issues[0]?.message).toBe(message);
});
