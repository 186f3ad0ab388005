/** The CPU time of this process in ms. On a busy machine, only other clocks show more. */
export function cpuTime(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** The longest time in ms of work between two turns of the event loop during a call, as CPU time. */
export async function longestPause<T>(run: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  let longest = 0;
  let isDone = false;
  let last = process.cpuUsage();
  const measure = (): void => {
    longest = Math.max(longest, cpuTime(last));
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
    return { result, ms: longest };
  } finally {
    isDone = true;
  }
}
