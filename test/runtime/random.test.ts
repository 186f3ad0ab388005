import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, hash32 } from '../../src/runtime/random.js';

const draw = (seed: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: 20 }, () => random.next());
};

test('the same seed draws the same numbers, and another seed different ones', () => {
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test('restoring a state repeats the numbers that followed it', () => {
  const random = createRandom(1);
  random.next();
  const { state } = random;
  const first = [random.next(), random.next()];
  random.restore(state);
  expect([random.next(), random.next()]).toEqual(first);
});

test('integers stay within both bounds, and reach them', () => {
  const random = createRandom(3);
  expect(new Set(Array.from({ length: 200 }, () => random.integer(-1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
});

test('every draw is at least 0 and below 1, whatever the seed', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const number = createRandom(seed).next();
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(1);
    }),
  );
});

test('a hash is the published FNV-1a hash of the text', () => {
  expect(hash32('')).toBe(0x811c9dc5);
  expect(hash32('a')).toBe(0xe40c292c);
  expect(hash32('foobar')).toBe(0xbf9cf968);
});
