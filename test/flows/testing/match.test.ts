import { expect, test } from 'vitest';
import { match } from '../../../src/flows/testing/match.js';
import { matcherProblem } from '../../../src/flows/testing/matcher-syntax.js';

test.each<[unknown, unknown]>([
  [1, 1],
  [null, null],
  [null, undefined],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{}, { a: 1 }],
  [[{ a: 1 }], [{ a: 1, b: 2 }]],
  ['/^sk.p$/i', 'SKIP'],
  ['/^2/', 200],
  ['/a/b', '/a/b'],
  ['$any', 0],
  ['$any', ''],
  ['$absent', null],
  [{ a: '$absent' }, {}],
  [{ $contains: 'b' }, 'abc'],
  [{ $contains: { a: 1 } }, [{ a: 2 }, { a: 1, b: 1 }]],
  [{ $length: 2 }, [1, 2]],
  [{ $length: 2 }, 'ab'],
  [{ $length: 1 }, { a: 1 }],
  [{ $equals: { a: [1] } }, { a: [1] }],
  [{ $equals: '/x/' }, '/x/'],
  [{ $not: { a: 1 } }, { a: 2 }],
  [{ $length: 2, $contains: 1 }, [1, 2]],
])('%j matches %j', (expected, actual) => {
  expect(match(expected, actual, 'it')).toEqual([]);
});

test.each<[unknown, unknown, string[]]>([
  [200, '200', ['it']],
  [null, 0, ['it']],
  [{ a: 1, b: { c: 2 } }, { a: 2, b: { c: 3 } }, ['it.a', 'it.b.c']],
  [{ a: {} }, { a: [] }, ['it.a']],
  [[1, 2], [1], ['it']],
  [[1, 2], [2, 2], ['it[0]']],
  [[], { length: 0 }, ['it']],
  ['/^sk.p$/', 'SKIP', ['it']],
  ['/x/', undefined, ['it']],
  ['/object/', {}, ['it']],
  ['$any', null, ['it']],
  ['$absent', '', ['it']],
  [{ $contains: 'x' }, 'abc', ['it']],
  [{ $contains: 1 }, '1', ['it']],
  [{ $contains: 'a' }, { a: 1 }, ['it']],
  [{ $length: 1 }, 7, ['it']],
  [{ $equals: { a: 1 } }, { a: 1, b: 2 }, ['it']],
  [{ $not: 1 }, 1, ['it']],
  [{ $length: 2, $contains: 3 }, [1, 2], ['it']],
])('%j does not match %j', (expected, actual, paths) => {
  expect(match(expected, actual, 'it').map(({ path }) => path)).toEqual(paths);
});

test('a pattern that backtracks endlessly is reported as a difference', () => {
  const [difference] = match('/^(a+)+$/', `${'a'.repeat(40)}!`, 'it');
  expect(difference?.note).toContain('backtracks');
});

test('reports at most 20 differences', () => {
  const wide = (value: number): object => Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, value]));
  expect(match(wide(1), wide(2), 'it')).toHaveLength(20);
});

test.each<[unknown, PropertyKey[], string]>([
  [{ a: '$anny' }, ['a'], "is not a matcher. Did you mean '$any'?"],
  [{ a: '$usd' }, ['a'], 'is not a matcher. To compare this text, write { $equals: "$usd" }.'],
  [{ a: { $contain: 1 } }, ['a', '$contain'], "is not a matcher. Did you mean '$contains'?"],
  [{ a: [{ $length: 1, b: 2 }] }, ['a', '0', 'b'], "can't be combined with a matcher. Put it into a separate object."],
  [{ a: '/[/' }, ['a'], 'is not a valid regular expression: Invalid regular expression: /[/: Unterminated character class.'],
])('the mistake in %j is found', (value, path, message) => {
  expect(matcherProblem(value)).toEqual({ path, message });
});

test.each([{ a: '$5' }, { a: { $equals: '$usd' } }, { a: { $equals: { $ref: 1 } } }, '/a/b', null, [1]])('%j has no mistakes', (value) => {
  expect(matcherProblem(value)).toBeUndefined();
});
