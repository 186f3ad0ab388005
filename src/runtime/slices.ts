import { nextTurn } from './timer.js';

/** Long work that others may interrupt: it yields after each step, and after a heavier one how many steps that was. */
export type Work<T> = Generator<number | undefined, T, undefined>;

/** About ten milliseconds of the heaviest step, a record that is parsed. */
export const STEPS_IN_A_SLICE = 500;

/**
 * Loops over small steps yield once for so many of them, as a `yield` costs as much as the step.
 * @example if (++steps % STRIDE === 0) yield STRIDE;
 */
export const STRIDE = 32;

/**
 * Does work in slices, so that other requests are answered in between. What takes less than a slice is done at once,
 * without a pause; and nothing comes between two steps that no `yield` parts.
 */
export async function inSlices<T>(work: Work<T>): Promise<T> {
  let steps = 0;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    steps += step.value ?? 1;
    if (steps < STEPS_IN_A_SLICE) continue;
    steps = 0;
    await nextTurn();
  }
}

/** The same without a pause. */
export function atOnce<T>(work: Work<T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}
