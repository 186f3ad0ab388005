import { expect, test } from 'vitest';
import { Budget, DEFAULT_LIMITS } from '../../../src/flows/engine/limits.js';

const MEGABYTE = 1024 * 1024;

test('by default, a run may use as much as the console allows', () => {
  expect(DEFAULT_LIMITS).toEqual({ steps: 2_000_000, milliseconds: 60_000, bytes: 100 * MEGABYTE, depth: 1000 });
});

test('the number of cards may reach the limit but not exceed it', () => {
  const budget = new Budget({ ...DEFAULT_LIMITS, steps: 3 }, () => 0);
  for (let count = 0; count < 3; count++) budget.step();
  expect(() => budget.step()).toThrow('The flow was stopped after 3 cards. Does it call itself?');
  expect(budget.steps).toBe(4);
});

test('the time is checked after every sixty-fourth card', () => {
  let looks = -1;
  const budget = new Budget(DEFAULT_LIMITS, () => {
    looks++;
    return 0;
  });
  for (let count = 0; count < 200; count++) budget.step();
  expect(looks).toBe(3);
});

test('the time is checked after sixty-four units of work', () => {
  let now = 0;
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: 5 }, () => now);
  now = 6;
  budget.spend(63);
  expect(() => budget.spend(1)).toThrow(expect.objectContaining({ kind: 'limit' }));
  budget.spend(63);
  expect(() => budget.spend(1)).toThrow(expect.objectContaining({ kind: 'limit' }));
  expect(budget.work).toBe(128);
});

test('a rest is due after 1,024 cards and items, and again after the same number', async () => {
  const budget = new Budget(DEFAULT_LIMITS, () => 0);
  budget.spend(1023);
  expect(budget.isRestDue).toBe(false);
  budget.step();
  expect(budget.isRestDue).toBe(true);
  await budget.rest();
  expect(budget.isRestDue).toBe(false);
  budget.spend(1023);
  expect(budget.isRestDue).toBe(false);
  budget.spend(1);
  expect(budget.isRestDue).toBe(true);
});

test('exceeding any limit is reported as a limit', () => {
  const budget = new Budget({ steps: 0, milliseconds: 0, bytes: 0, depth: 0 }, () => 0);
  const limit = expect.objectContaining({ name: 'RunStopped', kind: 'limit' });
  expect(() => budget.step()).toThrow(limit);
  expect(() => budget.hold(1)).toThrow(limit);
  expect(() => budget.enter(1)).toThrow(limit);
});

test('a run may take as long as the limit allows, counted from its start', () => {
  let now = 1_000;
  const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: 500 }, () => now);
  expect(budget.remaining).toBe(500);
  now = 1_500;
  budget.assertTime();
  expect(budget.remaining).toBe(0);
  now = 1_501;
  expect(() => budget.assertTime()).toThrow('The flow was stopped after 500 ms. Raise the limit with --time-limit.');
  expect(budget.remaining).toBe(0);
});

test('released memory can be used again, and one byte too many stops the run', () => {
  const budget = new Budget({ ...DEFAULT_LIMITS, bytes: 2 * MEGABYTE }, () => 0);
  budget.hold(MEGABYTE);
  budget.hold(MEGABYTE);
  budget.release(MEGABYTE);
  budget.hold(MEGABYTE);
  expect(() => budget.hold(1)).toThrow('The flow uses more than 2 MB for its values, the maximum. Process fewer records at a time.');
});

test('flows may be nested as deeply as the limit allows', () => {
  const budget = new Budget({ ...DEFAULT_LIMITS, depth: 7 }, () => 0);
  budget.enter(7);
  expect(() => budget.enter(8)).toThrow('Flow calls are nested more than 7 levels deep. Does a helper call itself endlessly?');
});
