import { expect, test } from 'vitest';
import { SameSet } from '../../../src/flows/engine/same-set.js';
import { isSame } from '../../../src/flows/engine/values.js';

test.each<[unknown, unknown, boolean]>([
  [null, undefined, true],
  [[undefined], [null], true],
  [null, '', false],
  [null, 'null', false],
  [1, '1', false],
  [true, 'true', false],
  ['a', 'a', true],
  ["'a", 'a', false],
  ['[1]', [1], false],
  ['{}', {}, false],
  [[], {}, false],
  [[1, 2], [12], false],
  [[1, 2], [2, 1], false],
  [[[1], 2], [[1, 2]], false],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }], true],
  [{ c: { a: 1, b: 2 } }, { c: { b: 2, a: 1 } }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: 1 }, { a: '1' }, false],
])('a set with %j contains %j exactly if the two are equal: %j', (one, other, expected) => {
  expect(new SameSet([one]).has(other)).toBe(expected);
  expect(new SameSet([other]).has(one)).toBe(expected);
  expect(isSame(one, other)).toBe(expected);
});

test('an existing value is not added again', () => {
  const set = new SameSet();
  expect([{ a: 1 }, { a: 1 }, null, undefined, 'a', 'a'].map((value) => set.add(value))).toEqual([true, false, true, false, true, false]);
});
