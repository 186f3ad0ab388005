import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacer } from '../../src/client/pacer.js';
import { PUBLISHED_WINDOWS } from '../../src/protocol/rate-limits.js';
import { createFakeRuntime } from '../support/fake-runtime.js';

const answered = (): Promise<undefined> => Promise.resolve(undefined);

test('a burst of five goes at once, the sixth 10 s later', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer(PUBLISHED_WINDOWS, runtime);
  const times: number[] = [];
  await Promise.all(Array.from({ length: 6 }, () => pacer.run(async () => times.push(runtime.now()))));
  expect(times).toEqual([0, 0, 0, 0, 0, 10_000]);
});

test('whoever asked first goes first', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], runtime);
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4].map((nth) => pacer.run(async () => order.push(nth))));
  expect(order).toEqual([1, 2, 3, 4]);
});

test('any pace of asking and any latency keeps within every window, and waits no longer than the windows ask', async () => {
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
        // The service may have counted a request at its very end and the next one at its very start.
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

test('a waiting request that is aborted leaves the queue to the others', async () => {
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

test('whoever has gone, or left the queue, listens to the signal no more', async () => {
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], createFakeRuntime());
  const { signal } = new AbortController();
  const during: number[] = [];
  await pacer.run(async () => during.push(getEventListeners(signal, 'abort').length), signal);
  const waiting = pacer.run(answered, signal);
  during.push(getEventListeners(signal, 'abort').length);
  await waiting;
  expect([...during, getEventListeners(signal, 'abort').length]).toEqual([0, 1, 0]);
});

test('a queue goes on when the one at its head is aborted', async () => {
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

test('a longer hold is not cut short by a shorter one', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([], runtime);
  pacer.hold(500);
  pacer.hold(20);
  expect(await pacer.run(async () => runtime.now())).toBe(500);
  expect(await pacer.run(async () => runtime.now())).toBe(500);
});

test('a signal that is aborted already sends nothing', async () => {
  const pacer = createPacer(PUBLISHED_WINDOWS, createFakeRuntime());
  let sent = 0;
  await expect(pacer.run(async () => sent++, AbortSignal.abort())).rejects.toThrow();
  expect(sent).toBe(0);
});

test('a request that fails counts as well', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([{ limit: 1, windowMs: 100 }], runtime);
  await expect(pacer.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pacer.run(async () => runtime.now())).toBe(100);
});

test('while it is held nothing goes', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([], runtime);
  pacer.hold(500);
  expect(await pacer.run(async () => runtime.now())).toBe(500);
});

test('without windows nothing waits', async () => {
  const runtime = createFakeRuntime();
  const pacer = createPacer([], runtime);
  await Promise.all(Array.from({ length: 100 }, () => pacer.run(answered)));
  expect(runtime.waits).toEqual([]);
});
