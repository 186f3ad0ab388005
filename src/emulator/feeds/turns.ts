/** A small request moves a large file, so transfers are bounded apart from the bodies of requests. */
export const MAX_TRANSFERS_AT_ONCE = 8;

/** Runs so many tasks at once; others wait in the order in which they came. */
export function createTurns(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < most) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
