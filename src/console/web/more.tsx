/** How many rows are shown at first. Nobody reads 10,000. */
export const ROWS = 100;

/** A button that shows more rows of a shortened list. */
export function More({ shown, all, onMore }: { shown: number; all: number; onMore: () => void }) {
  if (shown >= all) return null;
  return (
    <button type="button" onClick={onMore}>
      Show more ({shown} of {all})
    </button>
  );
}
