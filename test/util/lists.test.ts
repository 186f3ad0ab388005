import { expect, test } from 'vitest';
import { z } from 'zod';
import { list, record } from '../../src/util/lists.js';

/** A schema of numbers that counts how many values it looked at. */
function counting() {
  const seen: unknown[] = [];
  const schema = z.custom<number>((value) => seen.push(value) > 0 && typeof value === 'number', 'is no number');
  return { schema, seen };
}

test('a list is read up to the first invalid item, which is named', () => {
  const { schema, seen } = counting();
  const result = list(schema).safeParse([1, 2, ...Array(100_000).fill('x')]);
  expect(result.error?.issues).toMatchObject([{ path: [2], message: 'is no number' }]);
  expect(seen).toEqual([1, 2, 'x']);
});

test('a record is read up to the first invalid value', () => {
  const { schema, seen } = counting();
  const input = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 'x']));
  const result = record(z.string(), schema).safeParse({ good: 1, ...input });
  expect(result.error?.issues).toMatchObject([{ path: ['k0'] }]);
  expect(seen).toEqual([1, 'x']);
});

test('an invalid key is named like an invalid value', () => {
  const result = record(z.string().max(3, 'is too long'), z.number()).safeParse({ abc: 1, abcd: 2 });
  expect(result.error?.issues).toMatchObject([{ path: ['abcd'], message: 'is too long' }]);
});

test('all problems of one item are reported, and none of later items', () => {
  const result = list(z.strictObject({ a: z.string(), b: z.string() })).safeParse([{ a: 1, c: 2 }, { d: 1 }]);
  expect(result.error?.issues.map(({ code, path }) => [code, ...path])).toEqual([
    ['invalid_type', 0, 'a'],
    ['invalid_type', 0, 'b'],
    ['unrecognized_keys', 0],
  ]);
});

test('lists and records return the same as zod for valid input, including transforms and checks', () => {
  const upper = z.string().transform((text) => text.toUpperCase());
  expect(list(upper).min(1).parse(['a', 'b'])).toEqual(['A', 'B']);
  expect(list(upper).min(3).safeParse(['a']).success).toBe(false);
  expect(list(upper).max(1).safeParse(['a', 'b']).success).toBe(false);
  expect(record(upper, upper).parse({ a: 'b' })).toEqual({ A: 'B' });
  expect(list(upper, 'no list').safeParse('a').error?.issues[0]?.message).toBe('no list');
  expect(record(z.string(), z.unknown()).safeParse([]).success).toBe(false);
});

test('a key named __proto__ is an ordinary key', () => {
  const parsed = record(z.string(), z.unknown()).parse(JSON.parse('{"__proto__":1}'));
  expect(Object.keys(parsed)).toEqual(['__proto__']);
});

test('their JSON Schemas are those of zod', () => {
  const ours = z.toJSONSchema(z.object({ a: list(z.string()).min(1), b: record(z.string(), z.number()) }));
  expect(ours).toEqual(z.toJSONSchema(z.object({ a: z.array(z.string()).min(1), b: z.record(z.string(), z.number()) })));
});
