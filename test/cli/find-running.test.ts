import { afterEach, expect, test, vi } from 'vitest';
import { findRunning } from '../../src/cli/find-running.js';
import { resolveStartOptions } from '../../src/cli/resolve-options.js';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a console that does not answer keeps the message about a taken port waiting for two seconds at most', async () => {
  const waits: number[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    waits.push(ms);
    return AbortSignal.abort();
  });
  expect(await findRunning(await resolveStartOptions({}, {}, '/'), 4310)).toBeUndefined();
  expect(waits).toEqual([2000]);
});
