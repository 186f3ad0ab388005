import { expect, test } from 'vitest';
import { z } from 'zod';
import { openSchema } from '../../src/client/open-schema.js';
import { list, record } from '../../src/util/lists.js';

const role = z.strictObject({ role: z.enum(['user', 'admin']) });

test.each<readonly [string, z.core.$ZodType, unknown, unknown]>([
  ['an object', role, { role: 'owner', since: 2027 }, { role: 7 }],
  ['an object in an object', z.strictObject({ inner: role }), { inner: { role: 'owner', since: 2027 } }, { inner: { role: 7 } }],
  ['a list', list(role), [{ role: 'user' }, { role: 'owner', since: 2027 }], [{ role: 'user' }, { role: 7 }]],
  ['a list of texts', list(z.enum(['a'])), ['b'], 'b'],
  ['an optional object', z.strictObject({ inner: role.optional() }), { inner: { role: 'owner' } }, { inner: { role: 7 } }],
  ['an object that is left out', z.strictObject({ inner: role.optional() }), {}, { inner: null }],
  ['an object that may not be left out', z.strictObject({ inner: z.nonoptional(role.optional()) }), { inner: { role: 'owner' } }, {}],
  ['a record', record(z.string(), role), { any: { role: 'owner', since: 2027 } }, { any: { role: 7 } }],
  ['a choice', z.union([z.number(), role]), { role: 'owner', since: 2027 }, 'owner'],
  ['a text of a few', z.enum(['user', 'admin']), 'owner', 7],
  ['a text', z.string(), 'anything', 7],
  ['a number', z.number(), 7, '7'],
])('%s accepts new keys and values, and still refuses wrong types', (_what, schema, grown, wrong) => {
  const open = openSchema(schema);
  expect(z.safeParse(open, grown)).toEqual({ success: true, data: grown });
  expect(z.safeParse(open, wrong).success).toBe(false);
});
