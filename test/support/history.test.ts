import { describe, expect, test } from 'vitest';
import { findViolations, type Operation } from './history.js';

const NEVER = Number.POSITIVE_INFINITY;
const write = (value: string, start: number, end = NEVER): Operation => ({ kind: 'write', register: 'r', value, start, end });
const read = (value: string, start: number, end = start + 1): Operation => ({ kind: 'read', register: 'r', value, start, end });

describe('a history', () => {
  test.each([
    ['a read of the confirmed value', [write('a', 1, 2), read('a', 3)]],
    ['a read of either value while a write is under way', [write('a', 1, 2), write('b', 3, 9), read('a', 4), read('b', 6)]],
    ['a write without a confirmation that never happened', [write('a', 1, 2), write('b', 3), read('a', 4), read('a', 90)]],
    ['a write without a confirmation that happened late', [write('a', 1, 2), write('b', 3), read('a', 4), read('b', 90)]],
    ['a reset, and a second one', [write('', 1, 2), write('a', 3, 4), write('', 5, 6), read('', 7)]],
    ['a read before any write', [read('', 1)]],
  ])('with %s is possible', (_what, operations) => {
    expect(findViolations(operations, '')).toEqual([]);
  });

  test.each([
    ['a lost update', [write('a', 1, 2), write('b', 3, 4), read('a', 5)]],
    ['a read of the old value after a confirmed write', [write('a', 1, 2), read('', 3)]],
    ['a value that nobody has written', [write('a', 1, 2), read('x', 3)]],
    ['a value that is written later', [read('a', 1), write('a', 5, 6)]],
    ['a value of a dry run', [write('a', 1, 2), read('dry1', 3)]],
    [
      'an old value after another client has seen a new one, which nobody confirmed',
      [write('a', 1, 2), write('b', 3), read('b', 4), read('a', 6)],
    ],
    ['a value from before a reset', [write('a', 1, 2), write('', 3, 4), read('a', 5)]],
  ])('with %s is not', (_what, operations) => {
    expect(findViolations(operations, '')).toHaveLength(1);
  });
});
