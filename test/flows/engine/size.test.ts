import { expect, test } from 'vitest';
import { sizeOf } from '../../../src/flows/engine/size.js';

test.each<[unknown, number]>([
  ['', 16],
  ['abc', 22],
  [7, 16],
  [true, 16],
  [null, 16],
  [undefined, 16],
  [[], 16],
  [{}, 16],
  [[1, 2], 48],
  [['abc'], 38],
  [[null, null], 48],
  [{ ab: 1 }, 36],
  [{ ab: 'abc' }, 42],
  [{ a: [1, { b: 'c' }] }, 86],
])('%j takes %i bytes: sixteen for each part and two for each character', (value, bytes) => {
  expect(sizeOf(value)).toBe(bytes);
});

test('empty values do not hide the values next to them', () => {
  expect(sizeOf(['abc', undefined])).toBe(54);
});

test('a value with more parts than are counted has the maximum size', () => {
  expect(sizeOf(new Array(300_000).fill(0))).toBe(200_000 * 16);
});
