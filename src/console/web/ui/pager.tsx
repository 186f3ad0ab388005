import { Bar } from './bar.js';
import { Button } from './button.js';
import { ROWS, startOf } from './rows-of.js';

interface Props {
  readonly page: number;
  readonly all: number;
  readonly onPage: (page: number) => void;
}

/** Which rows of a long table are shown, and the way to the others. */
export function Pager({ page, all, onPage }: Props) {
  if (all <= ROWS) return null;
  const start = startOf(page, all);
  const current = start / ROWS;
  return (
    <Bar as="middle">
      <span role="status" class="quiet">
        {start + 1}–{Math.min(start + ROWS, all)} of {all}
      </span>
      <Button class="small" disabled={current === 0} onClick={() => onPage(current - 1)}>
        Previous rows
      </Button>
      <Button class="small" disabled={start + ROWS >= all} onClick={() => onPage(current + 1)}>
        Next rows
      </Button>
    </Bar>
  );
}
