import { expect, test } from 'vitest';
import { createRateLimit, RateLimited } from '../../../src/emulator/rate-limit/rate-limit.js';
import { SlidingWindows } from '../../../src/emulator/rate-limit/sliding-window.js';

/** The advisories for a request. A refusal is thrown. */
function check(limit: ReturnType<typeof createRateLimit>, pair: string, now: number): string[] {
  const said: string[] = [];
  limit.check(pair, now, (code, detail) => said.push(`${code}: ${detail}`));
  return said;
}

test('a refusal is a RateLimited error with the seconds to wait, rounded up', () => {
  expect(new RateLimited(4_001)).toMatchObject({ name: 'RateLimited', message: 'rate limited', retryAfterSeconds: 5 });
});

test('an advisory names the window that was exceeded', () => {
  const limit = createRateLimit('advise');
  for (let count = 0; count < 5; count++) expect(check(limit, 'pair', 0)).toEqual([]);
  expect(check(limit, 'pair', 0)).toEqual(['would-be-rate-limited: 5 requests in 10 s']);
  const spread = createRateLimit('advise');
  for (let count = 0; count < 20; count++) expect(check(spread, 'pair', count * 2_500)).toEqual([]);
  expect(check(spread, 'pair', 50_000)).toEqual(['would-be-rate-limited: 20 requests in 60 s']);
});

/** Sends five requests with the same credentials, so a sixth is refused as long as these are remembered. */
const fill = (limit: ReturnType<typeof createRateLimit>, pair: string): void => {
  for (let count = 0; count < 5; count++) check(limit, pair, 0);
};

const isRemembered = (limit: ReturnType<typeof createRateLimit>, pair: string): boolean => {
  try {
    check(limit, pair, 0);
    return false;
  } catch {
    return true;
  }
};

test('remembers ten thousand credentials', () => {
  const limit = createRateLimit('enforce');
  fill(limit, 'first');
  for (let count = 1; count < 10_000; count++) check(limit, `pair ${count}`, 0);
  expect(isRemembered(limit, 'first')).toBe(true);
});

test('of ten thousand and one credentials, forgets only those unused for the longest time', () => {
  const limit = createRateLimit('enforce');
  fill(limit, 'first');
  fill(limit, 'second');
  for (let count = 2; count < 10_000; count++) check(limit, `pair ${count}`, 0);
  check(limit, 'one more', 0);
  expect(isRemembered(limit, 'second')).toBe(true);
  expect(isRemembered(limit, 'first')).toBe(false);
});

test('credentials that are used again are not the ones unused for the longest time', () => {
  const limit = createRateLimit('enforce');
  fill(limit, 'first');
  fill(limit, 'second');
  for (let count = 2; count < 10_000; count++) check(limit, `pair ${count}`, 0);
  expect(isRemembered(limit, 'first')).toBe(true);
  check(limit, 'one more', 0);
  expect(isRemembered(limit, 'first')).toBe(true);
  expect(isRemembered(limit, 'second')).toBe(false);
});

test('if several windows are exceeded, the one with the longest wait refuses, whatever their order', () => {
  const short = { limit: 1, windowMs: 10 };
  const long = { limit: 1, windowMs: 100 };
  for (const windows of [
    [short, long],
    [long, short],
  ]) {
    const sliding = new SlidingWindows(windows);
    expect(sliding.admit(0)).toEqual({ isAdmitted: true });
    expect(sliding.admit(5)).toEqual({ isAdmitted: false, window: long, retryAfterMs: 95 });
  }
});

test('if two windows have the same wait, the first one refuses', () => {
  const first = { limit: 1, windowMs: 10 };
  const second = { limit: 1, windowMs: 10 };
  const sliding = new SlidingWindows([first, second]);
  sliding.admit(0);
  const refusal = sliding.admit(0);
  expect(refusal.isAdmitted ? undefined : refusal.window).toBe(first);
});

test('admits as many requests in each window as its limit, again and again', () => {
  const sliding = new SlidingWindows([
    { limit: 2, windowMs: 10 },
    { limit: 3, windowMs: 100 },
  ]);
  const admitted = [0, 0, 5, 10, 20, 99, 100, 100, 109, 110, 111].filter((now) => sliding.admit(now).isAdmitted);
  expect(admitted).toEqual([0, 0, 10, 100, 100, 110]);
});
