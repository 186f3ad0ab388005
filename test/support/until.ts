import { type Assertion, expect } from 'vitest';

/** Retries until the expectation passes. The timeout is only for slow machines. */
export function until<T>(read: () => T): Assertion<Awaited<T>> {
  return expect.poll(read, { timeout: 15_000, interval: 10 }) as unknown as Assertion<Awaited<T>>;
}
