/** Real timers, kept in this room so that nothing else waits on its own. */

/** Resolves after `ms` of real time: latency is something the client measures, so a stopped clock does not shorten it. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Resolves when all that waits has had its turn: connections are read and answers written meanwhile. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    // A browser has no setImmediate.
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });
}

/** A monotonic reading in ms, for durations only. */
export function stopwatch(): number {
  return performance.now();
}

/** How long this process has used the processor, in ms, for durations only. Waiting for the processor does not count. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs `task` once, `ms` after the first of a burst of calls; the timer never keeps the process alive. */
export function debounce(task: () => void, ms: number): { trigger(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    trigger: () => {
      if (timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        task();
      }, ms);
      unref(timer);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** Runs `task` once, after `ms`, unless the returned function is called before; the timer never keeps the process alive. */
export function after(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  unref(timer);
  return () => clearTimeout(timer);
}

/** Runs `task` every `ms` until the returned function is called; the timer never keeps the process alive. */
export function every(ms: number, task: () => void): () => void {
  const timer = setInterval(task, ms);
  unref(timer);
  return () => clearInterval(timer);
}

/** Settles with `promise`, or with `fallback` when it takes longer than `ms`. */
export async function within<T, F>(promise: Promise<T>, ms: number, fallback: F): Promise<T | F> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<F>((resolve) => {
    timer = setTimeout(() => resolve(fallback), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Longer than anything waits here. */
const A_DAY_MS = 86_400_000;

/**
 * Settles with `promise`, and keeps the process alive until then. In Node 20 `fetch` keeps no process alive, and never settles, if the
 * server closes the new connection at once: without this, a program ends in silence while it waits for its time limit.
 */
export async function keepAlive<T>(promise: Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, A_DAY_MS);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
}

function unref(timer: ReturnType<typeof setTimeout>): void {
  // A browser's timer is a plain number and keeps no process alive.
  if (typeof timer === 'object') timer.unref();
}
