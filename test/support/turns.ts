/**
 * How often the event loop came round while something ran: what a request that came meanwhile would have waited for. 1 or 2
 * for whatever is done without a pause.
 */
export async function turnsDuring<T>(run: () => Promise<T>): Promise<{ readonly turns: number; readonly result: T }> {
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  try {
    const result = await run();
    return { turns, result };
  } finally {
    isDone = true;
  }
}
