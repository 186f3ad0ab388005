import { expect, test } from 'vitest';
import { defined } from '../../src/util/defined.js';

test('leaves out what is undefined and nothing else, and keeps the order', () => {
  const kept = defined({ z: 1, none: undefined, a: null, empty: '', no: false, zero: 0 });
  expect(Object.entries(kept)).toEqual([
    ['z', 1],
    ['a', null],
    ['empty', ''],
    ['no', false],
    ['zero', 0],
  ]);
});
