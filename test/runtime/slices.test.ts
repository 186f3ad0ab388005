import { expect, test } from 'vitest';
import { atOnce, inSlices, STEPS_IN_A_SLICE, type Work } from '../../src/runtime/slices.js';
import { turnsDuring } from '../support/turns.js';

function* steps(count: number, weight?: number): Work<number> {
  for (let step = 0; step < count; step++) yield weight;
  return count;
}

test('work that takes less than a slice runs without a pause', () => {
  let isDone = false;
  function* work(): Work<void> {
    yield* steps(STEPS_IN_A_SLICE - 1);
    isDone = true;
  }
  void inSlices(work());
  expect(isDone).toBe(true);
});

test('longer work lets other work run after each slice', async () => {
  const { turns, result } = await turnsDuring(() => inSlices(steps(10 * STEPS_IN_A_SLICE)));
  expect(result).toBe(10 * STEPS_IN_A_SLICE);
  expect(turns).toBeGreaterThanOrEqual(10);
});

test('a heavy step counts as several', async () => {
  const { turns } = await turnsDuring(() => inSlices(steps(10, STEPS_IN_A_SLICE)));
  expect(turns).toBeGreaterThanOrEqual(10);
});

test('rejects if a later slice fails', async () => {
  function* work(): Work<void> {
    yield STEPS_IN_A_SLICE;
    throw new Error('a defect');
  }
  await expect(inSlices(work())).rejects.toThrow('a defect');
});

test('the same work can run without pauses', () => {
  expect(atOnce(steps(10 * STEPS_IN_A_SLICE))).toBe(10 * STEPS_IN_A_SLICE);
});
