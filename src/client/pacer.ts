import type { Window } from '../protocol/rate-limits.js';
import type { Runtime } from '../runtime/system.js';

/** Lets requests go as fast as the windows allow and no faster, first come, first served. */
export interface Pacer {
  /** Runs a request when its turn comes. Rejects with the signal's reason when it is aborted while it waits. */
  run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Lets nothing go for `ms`: someone else uses up the same pair's limit. */
  hold(ms: number): void;
}

/**
 * A request counts from its start until a window after its *end*: the service counted it somewhere between, so no
 * difference in latency can bring one too many into its window.
 * @example const pacer = createPacer(PUBLISHED_WINDOWS, systemRuntime); await pacer.run(() => fetch(url));
 */
export function createPacer(windows: readonly Window[], runtime: Runtime): Pacer {
  const queue = new Set<() => void>();
  const remembered = Math.max(1, ...windows.map(({ limit }) => limit));
  let ended: number[] = [];
  let inFlight = 0;
  let heldUntil = 0;
  let timer: AbortController | undefined;

  /** ms until the next may go; undefined while only the end of one that is under way can tell. */
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
        // An aborted wait means that another pump took over.
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
