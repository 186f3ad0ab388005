/** A small request can start a large transfer, so transfers have their own limit, apart from request bodies. */
export const MAX_TRANSFERS_AT_ONCE = 8;

/** Runs a limited number of tasks at once. Others wait in order. */
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
