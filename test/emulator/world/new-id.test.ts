import { expect, test } from 'vitest';
import { newID } from '../../../src/emulator/world/new-id.js';

test('draws again if a row already has the id', () => {
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
