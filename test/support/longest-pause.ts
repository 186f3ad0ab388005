/**
 * The longest time in ms of work between two turns of the event loop during a call. It is CPU time, because
 * on a busy machine every pause is longer.
 */
export async function longestPause<T>(run: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  let longest = 0;
  let isDone = false;
  let last = process.cpuUsage();
  const measure = (): void => {
    const { user, system } = process.cpuUsage(last);
    longest = Math.max(longest, user + system);
    last = process.cpuUsage();
  };
  const look = (): void => {
    measure();
    if (!isDone) setImmediate(look);
  };
  setImmediate(look);
  try {
    const result = await run();
    measure();
    return { result, ms: longest / 1000 };
  } finally {
    isDone = true;
  }
}
