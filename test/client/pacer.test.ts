import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacer } from '../../src/client/pacer.js';
import { PUBLISHED_WINDOWS } from '../../src/protocol/rate-limits.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

const answered = (): Promise<undefined> => Promise.resolve(undefined);

test('a burst of five requests is sent at once, the sixth 10 s later', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer(PUBLISHED_WINDOWS, runtime);
  const times: number[] = [];
  await Promise.all(Array.from({ length: 6 }, () => pacer.run(async () => times.push(runtime.now()))));
  expect(times).toEqual([0, 0, 0, 0, 0, 10_000]);
});

test('requests are sent in the order they were made', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], runtime);
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4].map((nth) => pacer.run(async () => order.push(nth))));
  expect(order).toEqual([1, 2, 3, 4]);
});

test('with any pace and latency, requests stay within every window and wait no longer than needed', async () => {
  const request = fc.record({ afterMs: fc.nat(8000), latencyMs: fc.constantFrom(0, 0, 3, 700, 15_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 60 }), async (requests) => {
      const runtime = createFakeRuntime();
      const pacer = createPacer(PUBLISHED_WINDOWS, runtime);
      const spans: { asked: number; start: number; end: number }[] = [];
      let asked = 0;
      const calls = requests.map(async ({ afterMs, latencyMs }) => {
        asked += afterMs;
        const at = asked;
        if (at > 0) await runtime.sleep(at);
        await pacer.run(async () => {
          const start = runtime.now();
          if (latencyMs > 0) await runtime.sleep(latencyMs);
          spans.push({ asked: at, start, end: runtime.now() });
        });
      });
      await Promise.all(calls);
      spans.sort((one, other) => one.start - other.start);
      for (const { limit, windowMs } of PUBLISHED_WINDOWS) {
        // The service may have counted one request at its end and the next one at its start.
        const tooMany = spans.filter(({ start }) => {
          const inWindow = spans.filter((other) => other.start <= start && other.end > start - windowMs);
          return inWindow.length > limit;
        });
        expect(tooMany).toEqual([]);
      }
      for (const { asked: at, start } of spans) {
        const isDue =
          start === at || PUBLISHED_WINDOWS.some(({ windowMs }) => spans.some(({ end }) => end + windowMs === start || end === start));
        expect(isDue).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test('an aborted request leaves the queue, and the others continue', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], runtime);
  const controller = new AbortController();
  await pacer.run(answered);
  const aborted = pacer.run(answered, controller.signal);
  const next = pacer.run(async () => runtime.now());
  controller.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
  expect(await next).toBe(100);
});

test('requests that were sent or left the queue no longer listen to the signal', async () => {
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], createFakeRuntime());
  const { signal } = new AbortController();
  const during: number[] = [];
  await pacer.run(async () => during.push(getEventListeners(signal, 'abort').length), signal);
  const waiting = pacer.run(answered, signal);
  during.push(getEventListeners(signal, 'abort').length);
  await waiting;
  expect([...during, getEventListeners(signal, 'abort').length]).toEqual([0, 1, 0]);
});

test('the queue continues if its first request is aborted', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], runtime);
  const controller = new AbortController();
  let finish = (): void => undefined;
  const open = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const first = pacer.run(() => open);
  const left = pacer.run(answered, controller.signal).catch((reason: unknown) => reason);
  const second = pacer.run(async () => runtime.now());
  controller.abort('enough');
  finish();
  await first;
  expect([await left, await second]).toEqual(['enough', 100]);
});

test('a longer hold is not shortened by a shorter one', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([], runtime);
  pacer.hold(500);
  pacer.hold(20);
  expect(await pacer.run(async () => runtime.now())).toBe(500);
  expect(await pacer.run(async () => runtime.now())).toBe(500);
});

test('nothing is sent with a signal that is already aborted', async () => {
  const pacer = createPacer(PUBLISHED_WINDOWS, createFakeRuntime());
  let sent = 0;
  await expect(pacer.run(async () => sent++, AbortSignal.abort())).rejects.toThrow();
  expect(sent).toBe(0);
});

test('a failed request counts as well', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], runtime);
  await expect(pacer.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pacer.run(async () => runtime.now())).toBe(100);
});

test('nothing is sent during a hold', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([], runtime);
  pacer.hold(500);
  expect(await pacer.run(async () => runtime.now())).toBe(500);
});

test('without windows no request waits', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([], runtime);
  await Promise.all(Array.from({ length: 100 }, () => pacer.run(answered)));
  expect(runtime.waits).toEqual([]);
});
