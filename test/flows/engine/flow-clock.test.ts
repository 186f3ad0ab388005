import { expect, test } from 'vitest';
import { CardError } from '../../../src/flows/engine/errors.js';
import { createFlowClock } from '../../../src/flows/engine/flow-clock.js';

const START = '2026-01-31T09:00:00Z';

test.each<['skip' | undefined]>([['skip'], [undefined]])('waits that are %s move the clock immediately and are reported', async (waits) => {
  const skipped: number[] = [];
  const clock = createFlowClock({ startAt: START, waits, onSkip: (ms) => skipped.push(ms) });
  await clock.wait(90_000);
  await clock.wait(1);
  expect(new Date(clock.now()).toISOString()).toBe('2026-01-31T09:01:30.001Z');
  expect(skipped).toEqual([90_000, 1]);
});

test('reporting skipped waits is optional', async () => {
  const clock = createFlowClock({ startAt: START });
  await clock.wait(1000);
  expect(clock.now()).toBe(Date.parse(START) + 1000);
});

test('a real wait waits and does not move the clock', async () => {
  const skipped: number[] = [];
  const clock = createFlowClock({ startAt: START, waits: 'real', onSkip: (ms) => skipped.push(ms) });
  let hasEnded = false;
  const wait = clock.wait(1).then(() => {
    hasEnded = true;
  });
  await undefined;
  await undefined;
  expect(hasEnded).toBe(false);
  await wait;
  expect(clock.now()).toBe(Date.parse(START));
  expect(skipped).toEqual([]);
});

test('a wait past the latest possible date fails the card', async () => {
  const clock = createFlowClock({ startAt: START });
  await expect(clock.wait(1e40)).rejects.toThrow('The wait would end after the latest possible date. Check its duration and unit.');
  await expect(clock.wait(1e40)).rejects.toBeInstanceOf(CardError);
});
