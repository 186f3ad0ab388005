import { expect, test } from 'vitest';
import { once } from '../../src/util/once.js';

test('makes a value when it is first asked for, and only once, even if it is undefined', () => {
  let made = 0;
  const value = once(() => {
    made++;
    return undefined;
  });
  expect(made).toBe(0);
  expect([value(), value()]).toEqual([undefined, undefined]);
  expect(made).toBe(1);
});
