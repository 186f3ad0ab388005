import { expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { nextTurn } from '../../src/runtime/timer.js';
import { type Answer, readEmployees, updateEmployees } from './emulator.js';
import { at, MAIN, MAX } from './people.js';

/** Long enough to be computed in several slices. */
export const MANY = 1000;
export const many = (letter: string) =>
  Array.from({ length: MANY }, (_, index) => ({
    employeeEmail: at(`${letter}${index}`),
    managerEmail: MAX,
    employeeID: `${letter}${index}`,
    policyID: MAIN,
  }));

/** Sends a long feed, and resolves when its computation has started. */
export async function startLong(
  emulator: Emulator,
  feed: unknown = many('n'),
  options: object = {},
): Promise<{ readonly answer: Promise<Answer> }> {
  let isDone = false;
  const answer = updateEmployees(emulator, feed, options).finally(() => {
    isDone = true;
  });
  for (let turn = 0; turn < 8; turn++) await nextTurn();
  expect(isDone).toBe(false);
  return { answer };
}

/** How many members that `many(letter)` adds are on the main policy. */
export const countOf = async (emulator: Emulator, letter: string): Promise<number> =>
  (await readEmployees(emulator, MAIN)).filter(({ email }) => new RegExp(`^${letter}\\d+@`).test(email)).length;
