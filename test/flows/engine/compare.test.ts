import { expect, test } from 'vitest';
import { compare } from '../../../src/flows/engine/compare.js';

/** The operators for which the comparison is true. */
const ordered = (left: unknown, right: unknown, types = {}): string =>
  ['<', '<=', '==', '>=', '>', '!='].filter((operator) => compare(left, operator, right, types)).join(' ');

test.each<[unknown, unknown, string]>([
  [1, 2, '< <= !='],
  [2, 2, '<= == >='],
  [2, 1, '>= > !='],
  [9, 10, '< <= !='],
  ['a', 'b', '< <= !='],
  ['b', 'b', '<= == >='],
  ['b', 'a', '>= > !='],
  ['80', '9', '< <= !='],
  ['', 'a', '< <= !='],
  [false, true, '< <= !='],
  [true, false, '>= > !='],
  [true, 'true', '<= == >='],
  ['true', true, '<= == >='],
  [true, 'yes', '< <= !='],
  [false, 'true', '< <= !='],
  [null, '', '=='],
  ['', undefined, '=='],
  [null, undefined, '=='],
  [null, 0, '!='],
  [null, 'a', '!='],
  ['a', null, '!='],
  [1, null, '!='],
  [null, 1, '!='],
  [{ a: 1 }, { a: 1 }, '=='],
  [{ a: 1 }, { a: 2 }, '!='],
  [[1], [1], '=='],
  [[1], 1, '!='],
  [{}, 'a', '!='],
  ['a', {}, '!='],
])('for %j and %j these are true: %s', (left, right, operators) => {
  expect(ordered(left, right)).toBe(operators);
});

test.each<[unknown, unknown, object, string]>([
  ['80', '9', { left: 'number' }, '>= > !='],
  ['80', '9', { right: 'number' }, '>= > !='],
  ['80', '9', { left: 'string', right: 'string' }, '< <= !='],
  [80, '9', {}, '>= > !='],
  ['80', 9, {}, '>= > !='],
  ['7.0', 7, {}, '<= == >='],
  [7, '7.0', {}, '<= == >='],
  ['7.0', '7', { left: 'number' }, '<= == >='],
  ['x', 7, {}, '>= > !='],
  [7, 'x', {}, '< <= !='],
  ['', 0, {}, '< <= !='],
  ['  ', 0, {}, '< <= !='],
  [0, ' ', {}, '>= > !='],
  [true, 1, {}, '>= > !='],
])('numbers compare as numbers, and as texts if one is not a number: %j and %j with types %j', (left, right, types, operators) => {
  expect(ordered(left, right, types)).toBe(operators);
});

test.each<[unknown, unknown, boolean]>([
  [6, 3, true],
  [6, 4, false],
  ['6', 3, true],
  [0, 3, true],
  [6, 0, false],
  ['6', '3', false],
  ['a', 3, false],
  [false, 3, false],
  [6, 'a', false],
  [6, [3], false],
  [[6], 3, false],
])('%j %% %j is %j: whether one divides the other', (left, right, expected) => {
  expect(compare(left, '%', right)).toBe(expected);
});

test('texts whose inputs have the type number divide', () => {
  expect(compare('6', '%', '3', { left: 'number' })).toBe(true);
  expect(compare('6', '%', '4', { left: 'number' })).toBe(false);
});

test.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [true, 'true', false],
  ['', null, false],
  [null, undefined, true],
  [{ a: [1] }, { a: [1] }, true],
  [{ a: [1] }, { a: [2] }, false],
])('%j === %j is %j: no conversion is made', (left, right, expected) => {
  expect(compare(left, '===', right)).toBe(expected);
  expect(compare(left, '!==', right)).toBe(!expected);
});

test('a number in a text is not strictly a number, whatever its type in the designer', () => {
  expect(compare('7', '===', 7, { left: 'number' })).toBe(false);
});

test.each<[unknown, unknown, boolean]>([
  ['b', ['a', 'b'], true],
  ['c', ['a', 'b'], false],
  ['c', [], false],
  [true, ['true'], true],
  [1, [1, 2], true],
  [3, [1, 2], false],
  ['', [null], true],
  [{ a: 1 }, [{ a: 1 }], true],
  ['b', 'abc', true],
  ['d', 'abc', false],
  [2, '123', true],
  [4, '123', false],
  [true, 'untrue', true],
  [null, 'null', false],
  [{}, '[object Object]', false],
  ['a', { a: 1 }, true],
  ['b', { a: 1 }, false],
  ['toString', { a: 1 }, false],
  [1, { 1: 'x' }, false],
  ['a', null, false],
  ['a', undefined, false],
  ['a', 7, false],
])('whether %j is in %j: %j', (value, container, expected) => {
  expect(compare(value, 'in', container)).toBe(expected);
  expect(compare(value, 'not in', container)).toBe(!expected);
});

test.each<[unknown, unknown, boolean]>([
  [{ a: 1 }, 'a', true],
  [{ a: 1 }, 'b', false],
  [{ a: { b: null } }, 'a.b', true],
  [{ a: { b: null } }, 'a.c', false],
  [{ 7: 'x' }, 7, true],
  [{}, 'toString', false],
  [['a', 'b'], 'b', true],
  [['a', 'b'], 'c', false],
  ['abc', 'b', true],
  ['abc', 'd', false],
  [null, 'a', false],
])('whether %j has %j: %j', (container, key, expected) => {
  expect(compare(container, 'has', key)).toBe(expected);
  expect(compare(container, "doesn't have", key)).toBe(!expected);
});

test.each<[unknown, boolean]>([
  [null, true],
  [undefined, true],
  ['', true],
  [[], true],
  [{}, true],
  [0, false],
  [false, false],
  [' ', false],
  [[null], false],
  [{ a: undefined }, false],
])('whether %j is empty: %j', (value, expected) => {
  expect(compare(value, 'is empty', undefined)).toBe(expected);
  expect(compare(value, 'is not empty', undefined)).toBe(!expected);
});

test('an unknown operator is an error that lists the known ones', () => {
  expect(() => compare(1, '<>', 2)).toThrow(
    "Unknown comparison '<>'. Use one of ==, !=, >=, <=, >, <, %, in, not in, has, doesn't have, is empty, is not empty, ===, !==.",
  );
});

test.each<[unknown, unknown, { left?: string; right?: string }, string]>([
  ['2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00Z', { left: 'Date', right: 'Date' }, '<= == >='],
  ['2026-01-01T02:00:00+02:00', '2026-01-01T01:00:00Z', { left: 'Date', right: 'string' }, '< <= !='],
  ['2026-01-01', '2026-01-01T00:00:00.000Z', { right: 'Date' }, '<= == >='],
  [1_767_225_600_000, '2026-01-01', { right: 'Date' }, '<= == >='],
  ['2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00Z', { left: 'string', right: 'string' }, '>= > !='],
  ['', '2026-01-01', { left: 'Date', right: 'Date' }, '< <= !='],
  [null, '', { left: 'Date', right: 'Date' }, '=='],
])('%j and %j with types %j compare as instants if both are dates', (left, right, types, operators) => {
  expect(ordered(left, right, types)).toBe(operators);
});
