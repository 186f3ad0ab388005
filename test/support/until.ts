import { type Assertion, expect } from 'vitest';

/** Looks again and again until the expectation holds; the time is for slow machines only. */
export function until<T>(read: () => T): Assertion<Awaited<T>> {
  return expect.poll(read, { timeout: 15_000, interval: 10 }) as unknown as Assertion<Awaited<T>>;
}
