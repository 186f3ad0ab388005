import type { Soon } from './soon.js';
import { nextTurn } from './timer.js';

/** Long work that can be interrupted. It yields after each step; after a heavy step, it yields the number of steps it counts for. */
export type Work<T> = Generator<number | undefined, T, undefined>;

/** About 10 ms of the heaviest step, which is parsing a record. */
export const STEPS_IN_A_SLICE = 500;

/**
 * Loops over small steps yield once per this many steps, because a `yield` costs as much as a step.
 * @example if (++steps % STRIDE === 0) yield STRIDE;
 */
export const STRIDE = 32;

/**
 * Does work in slices, so other requests are handled in between. Work shorter than a slice runs without a pause.
 * Steps without a `yield` between them are never separated.
 */
export async function inSlices<T>(work: Work<T>, pause?: () => Promise<void>): Promise<T> {
  return soonInSlices(work, pause);
}

/** The same without a promise if the work is shorter than a slice. What the work throws is thrown then. */
export function soonInSlices<T>(work: Work<T>, pause?: () => Promise<void>): Soon<T> {
  const first = doSlice(work);
  return first.done ? first.value : restInSlices(work, pause);
}

async function restInSlices<T>(work: Work<T>, pause: () => Promise<void> = nextTurn): Promise<T> {
  for (;;) {
    await pause();
    const slice = doSlice(work);
    if (slice.done) return slice.value;
  }
}

/** Does the next slice of the work, and the result if it was the last one. */
export function doSlice<T>(work: Work<T>): IteratorResult<undefined, T> {
  let steps = 0;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step;
    steps += step.value ?? 1;
    if (steps >= STEPS_IN_A_SLICE) return { done: false, value: undefined };
  }
}

/** Does the same work without pauses. */
export function atOnce<T>(work: Work<T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}
