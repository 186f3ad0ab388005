/** More rows than this are shown when they are asked for: nobody reads 10,000. */
export const ROWS = 100;

/** Shows more rows of a list that is not shown whole. */
export function More({ shown, all, onMore }: { shown: number; all: number; onMore: () => void }) {
  if (shown >= all) return null;
  return (
    <button type="button" onClick={onMore}>
      Show more ({shown} of {all})
    </button>
  );
}
