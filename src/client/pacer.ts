import type { Window } from '../protocol/rate-limits.js';
import type { Runtime } from '../runtime/system.js';

/** Sends requests as fast as the windows allow, in the order they were made. */
export interface Pacer {
  /** Runs a request when its turn comes. Rejects with the signal's reason if it is aborted while waiting. */
  run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Sends nothing for `ms`, because another program is using up the limit of the same credentials. */
  hold(ms: number): void;
}

/**
 * A request counts from its start until one window after its *end*. The service counted it at some time in between, so
 * differences in latency can't put too many requests into one of its windows.
 * @example const pacer = createPacer(PUBLISHED_WINDOWS, systemRuntime); await pacer.run(() => fetch(url));
 */
export function createPacer(windows: readonly Window[], runtime: Runtime): Pacer {
  const queue = new Set<() => void>();
  const remembered = Math.max(1, ...windows.map(({ limit }) => limit));
  let ended: number[] = [];
  let inFlight = 0;
  let heldUntil = 0;
  let timer: AbortController | undefined;

  /** The ms until the next request may start. Undefined if that depends on the end of a request under way. */
  const waitMs = (): number | undefined => {
    const now = runtime.now();
    let wait = Math.max(0, heldUntil - now);
    for (const { limit, windowMs } of windows) {
      if (inFlight >= limit) return undefined;
      const blocking = ended[ended.length - (limit - inFlight)];
      if (blocking !== undefined) wait = Math.max(wait, blocking + windowMs - now);
    }
    return wait;
  };

  const pump = (): void => {
    timer?.abort();
    timer = undefined;
    for (const start of queue) {
      const wait = waitMs();
      if (wait === undefined) return;
      if (wait > 0) {
        timer = new AbortController();
        // If the wait was aborted, another call of `pump` has taken over.
        runtime.sleep(wait, timer.signal).then(pump, () => undefined);
        return;
      }
      queue.delete(start);
      start();
    }
  };

  const finish = (): void => {
    inFlight--;
    ended = [...ended, runtime.now()].slice(-remembered);
    pump();
  };

  return {
    run: async (request, signal) => {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const start = (): void => {
          signal?.removeEventListener('abort', leave);
          inFlight++;
          resolve();
        };
        const leave = (): void => {
          queue.delete(start);
          reject(signal?.reason);
          pump();
        };
        signal?.addEventListener('abort', leave);
        queue.add(start);
        pump();
      });
      try {
        return await request();
      } finally {
        finish();
      }
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, runtime.now() + ms);
    },
  };
}
