/** How many rows of a table are drawn. A page with thousands of rows would not scroll smoothly. */
export const ROWS = 100;

/** The rows of one page. A page after the end, as a filter leaves it, is the last one. */
export function rowsOf<T>(all: readonly T[], page: number): readonly T[] {
  const start = startOf(page, all.length);
  return all.slice(start, start + ROWS);
}

/** The index of the first row of a page. */
export function startOf(page: number, all: number): number {
  return Math.max(0, Math.min(page, Math.ceil(all / ROWS) - 1)) * ROWS;
}
