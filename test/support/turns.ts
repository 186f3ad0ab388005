/**
 * How many turns the event loop had during a call, so other requests could run in between. 1 or 2
 * for work without a pause.
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
