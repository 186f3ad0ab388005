import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { debounce, sleep, stopwatch, within } from '../../src/runtime/timer.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a burst of triggers runs the task once, timed from the first trigger', () => {
  const task = vi.fn();
  const timer = debounce(task, 100);
  timer.trigger();
  vi.advanceTimersByTime(60);
  timer.trigger();
  vi.advanceTimersByTime(39);
  expect(task).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(task).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(task).toHaveBeenCalledTimes(1);
});

test('after the task has run, the next trigger runs it again', () => {
  const task = vi.fn();
  const timer = debounce(task, 100);
  timer.trigger();
  vi.advanceTimersByTime(100);
  timer.trigger();
  vi.advanceTimersByTime(100);
  expect(task).toHaveBeenCalledTimes(2);
});

test('a cancelled task does not run', () => {
  const task = vi.fn();
  const timer = debounce(task, 100);
  timer.trigger();
  timer.cancel();
  vi.advanceTimersByTime(1000);
  expect(task).not.toHaveBeenCalled();
});

test('within returns a result that arrives in time, and leaves no timer behind', async () => {
  expect(await within(Promise.resolve('here'), 100, 'late')).toBe('here');
  expect(vi.getTimerCount()).toBe(0);
});

test('within gives the fallback when the time is up', async () => {
  const result = within(new Promise(() => {}), 100, 'late');
  await vi.advanceTimersByTimeAsync(100);
  expect(await result).toBe('late');
});

test('within passes on a rejection', async () => {
  await expect(within(Promise.reject(new Error('broken')), 100, 'late')).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});

test('sleep waits for the given time', async () => {
  const slept = vi.fn();
  void sleep(50).then(slept);
  await vi.advanceTimersByTimeAsync(49);
  expect(slept).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(slept).toHaveBeenCalled();
});

test('a stopwatch measures in ms', () => {
  const start = stopwatch();
  vi.advanceTimersByTime(25);
  expect(stopwatch() - start).toBe(25);
});
