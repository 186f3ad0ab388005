import { stopwatch } from './timer.js';

/** Time and chance as a client needs them; a test passes its own and never waits. */
export interface Runtime {
  /** A monotonic reading in ms. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted before. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A float in [0, 1). */
  random(): number;
}

/** Hard to guess, and another one each time: for what must not be the same in two runs. */
export function randomToken(): string {
  return crypto.randomUUID();
}

/** The machine's own. */
export const systemRuntime: Runtime = {
  now: stopwatch,
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const abort = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', abort, { once: true });
    }),
};
