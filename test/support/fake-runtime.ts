import type { Runtime } from '../../src/runtime/system.js';

export interface FakeRuntime extends Runtime {
  /** The waits so far, in ms. */
  readonly waits: number[];
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Lets all pending promises continue, so that a fake wait does not overtake running work. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Time that jumps to the end of the next wait as soon as there is nothing else to do. `onAdvance` keeps another clock in step. */
export function createFakeRuntime(onAdvance: (ms: number) => void = () => undefined): FakeRuntime {
  const sleepers = new Set<Sleeper>();
  const waits: number[] = [];
  let now = 0;
  let isTicking = false;
  const tick = async (): Promise<void> => {
    isTicking = true;
    await settle();
    while (sleepers.size > 0) {
      const [next] = [...sleepers].sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      if (next.at > now) onAdvance(next.at - now);
      now = Math.max(now, next.at);
      sleepers.delete(next);
      next.wake();
      await settle();
    }
    isTicking = false;
  };
  return {
    now: () => now,
    random: () => 0.5,
    waits,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        waits.push(ms);
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
        if (!isTicking) void tick();
      }),
  };
}
