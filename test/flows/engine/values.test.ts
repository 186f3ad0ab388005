import { expect, test } from 'vitest';
import {
  getPath,
  isSame,
  setPath,
  toFlag,
  toList,
  toNumber,
  toObject,
  toText,
  type ValueSemantics,
  withKey,
} from '../../../src/flows/engine/values.js';

const loose: ValueSemantics = { coercions: 'loose', nullInText: 'empty' };
const strict: ValueSemantics = { coercions: 'strict', nullInText: 'null' };

/** The converted value, or the error message. */
const attempt = (make: () => unknown): unknown => {
  try {
    return make();
  } catch (error) {
    return String(error);
  }
};

const no = (value: string, wanted: string): string => `CardError: Invalid type conversion: ${value} is not ${wanted}`;

test.each<[unknown, unknown, unknown]>([
  ['a', 'a', 'a'],
  ['', '', ''],
  [null, '', 'null'],
  [undefined, '', 'null'],
  [7, '7', no('7', 'text')],
  [Number.POSITIVE_INFINITY, 'Infinity', no('null', 'text')],
  [true, 'true', no('true', 'text')],
  [{ a: 1 }, '{"a":1}', no('{"a":1}', 'text')],
  [[1], '[1]', no('[1]', 'text')],
])('%j as text is %j, and strictly %j', (value, loosely, strictly) => {
  expect(attempt(() => toText(value, loose))).toBe(loosely);
  expect(attempt(() => toText(value, strict))).toBe(strictly);
});

test.each<[unknown, unknown, unknown]>([
  [7, 7, 7],
  [null, 0, 0],
  [undefined, 0, 0],
  ['', 0, 0],
  ['7.5', 7.5, no("'7.5'", 'a number')],
  [true, 1, no('true', 'a number')],
  [false, 0, no('false', 'a number')],
  ['seven', no("'seven'", 'a number'), no("'seven'", 'a number')],
  [[], no('[]', 'a number'), no('[]', 'a number')],
  [[7], no('[7]', 'a number'), no('[7]', 'a number')],
])('%j as a number is %j, and strictly %j', (value, loosely, strictly) => {
  expect(attempt(() => toNumber(value, loose))).toBe(loosely);
  expect(attempt(() => toNumber(value, strict))).toBe(strictly);
});

test.each<[unknown, unknown, unknown]>([
  [true, true, true],
  [false, false, false],
  [null, false, false],
  [undefined, false, false],
  ['', false, false],
  ['true', true, no("'true'", 'true or false')],
  ['True', true, no("'True'", 'true or false')],
  [1, true, no('1', 'true or false')],
  ['false', false, no("'false'", 'true or false')],
  ['False', false, no("'False'", 'true or false')],
  [0, false, no('0', 'true or false')],
  ['no', no("'no'", 'true or false'), no("'no'", 'true or false')],
  [2, no('2', 'true or false'), no('2', 'true or false')],
])('%j as a boolean is %j, and strictly %j', (value, loosely, strictly) => {
  expect(attempt(() => toFlag(value, loose))).toBe(loosely);
  expect(attempt(() => toFlag(value, strict))).toBe(strictly);
});

test.each<[unknown, unknown, unknown]>([
  [[1], [1], { 0: 1 }],
  [{ a: 1 }, no('{"a":1}', 'a list'), { a: 1 }],
  [null, [], {}],
  [undefined, [], {}],
  ['', [], {}],
  ['a', no("'a'", 'a list'), no("'a'", 'an object')],
  [0, no('0', 'a list'), no('0', 'an object')],
  [false, no('false', 'a list'), no('false', 'an object')],
])('%j as a list is %j, and as an object %j', (value, list, object) => {
  expect(attempt(() => toList(value))).toEqual(list);
  expect(attempt(() => toObject(value))).toEqual(object);
});

test.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{}, {}, true],
  [{ toString: undefined }, {}, false],
  [{ a: { b: [1] } }, { a: { b: [1] } }, true],
  [{ a: { b: [1] } }, { a: { b: [2] } }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1, 2], [1], false],
  [[1], [1, 2], false],
  [[], {}, false],
  [{}, [], false],
  [{ 0: 1 }, [1], false],
  [null, undefined, true],
  [null, {}, false],
  [{}, null, false],
  [null, '', false],
  [1, '1', false],
])('whether %j and %j have the same content: %j', (one, other, expected) => {
  expect(isSame(one, other)).toBe(expected);
});

test.each<[unknown, string, unknown]>([
  [{ a: { b: 7 } }, 'a.b', 7],
  [{ a: { b: 7 } }, '', { a: { b: 7 } }],
  [{ 'a.b': 1, a: { b: 2 } }, 'a.b', 1],
  [{ a: ['x', 'y'] }, 'a.1', 'y'],
  [{ a: ['x', 'y'] }, 'a.2', undefined],
  [{ a: ['x'] }, 'a.length', undefined],
  [{ a: ['x'] }, 'a.0x', undefined],
  [{ a: ['x'] }, 'a.x0', undefined],
  [['x', 'y', 'z', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], '10', 'h'],
  [{ a: 1 }, 'a.b', undefined],
  [{ a: null }, 'a.b', undefined],
  [{ a: 1 }, 'b', undefined],
  [{ a: 1 }, 'b.c', undefined],
  [{}, 'toString', undefined],
  [{ a: {} }, 'a.constructor', undefined],
  ['text', 'length', undefined],
  [null, 'a', undefined],
])('the value in %j at %j is %j', (value, path, expected) => {
  expect(getPath(value, path)).toEqual(expected);
});

test.each<[unknown, string, unknown]>([
  [{}, 'a', { a: 1 }],
  [{ a: { b: 2, c: 3 } }, 'a.b', { a: { b: 1, c: 3 } }],
  [{}, 'a.b.c', { a: { b: { c: 1 } } }],
  [null, 'a', { a: 1 }],
  ['text', 'a', { a: 1 }],
  [{ a: 'text' }, 'a.b', { a: { b: 1 } }],
  [{ a: [7, 8] }, 'a.1', { a: [7, 1] }],
  [{ a: [{ b: 7 }] }, 'a.0.b', { a: [{ b: 1 }] }],
  [{ a: [7] }, 'a.x', { a: { x: 1 } }],
  [{ a: [7] }, 'a.0x', { a: { '0x': 1 } }],
  [{ a: [7] }, 'a.x0', { a: { x0: 1 } }],
  [[7], '1234567', { 1234567: 1 }],
  [{}, 'toString.a', { toString: { a: 1 } }],
])('with 1 set in %j at %j, the result is %j', (object, path, expected) => {
  expect(setPath(object, path, 1)).toEqual(expected);
});

test('setting a value changes a copy', () => {
  const list = Object.freeze([7]);
  const object = Object.freeze({ a: list });
  expect(setPath(object, 'a.12', 1)).toEqual({ a: Object.assign([7], { 12: 1 }) });
  expect(object).toEqual({ a: [7] });
});

test('a path of a hundred parts is allowed, and one with a hundred and one is an error', () => {
  const path = Array.from({ length: 100 }, () => 'a').join('.');
  expect(getPath(setPath({}, path, 1), path)).toBe(1);
  expect(() => setPath({}, `${path}.a`, 1)).toThrow('The path has 101 parts; the maximum is 100. Shorten it.');
});

test('a key called __proto__ is a key like any other', () => {
  expect(Object.entries(withKey({ a: 1 }, '__proto__', 2))).toEqual([
    ['a', 1],
    ['__proto__', 2],
  ]);
});
