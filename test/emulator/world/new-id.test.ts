import { expect, test } from 'vitest';
import { newID } from '../../../src/emulator/world/new-id.js';

test('an id that a row has is drawn again', () => {
  const drawn = ['a', 'b', 'c'];
  expect(
    newID(
      new Map([
        ['a', {}],
        ['b', {}],
      ]),
      () => drawn.shift() ?? '',
    ),
  ).toBe('c');
  expect(drawn).toEqual([]);
});
