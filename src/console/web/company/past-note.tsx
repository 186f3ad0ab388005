import { hashOf, setParams } from '../route.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';

/** Says that a page shows an earlier state, with the way to others and back to now. */
export function PastNote({ company, at }: { company: string; at: string }) {
  return (
    <Bar as="middle box warn">
      <span class="grow">
        {at === '0' ? 'As it was before the first change.' : `As it was after change ${at}.`} An earlier state can't be edited.
      </span>
      <a href={hashOf(['company', company], { at })}>Choose another moment</a>
      <Button onClick={() => setParams({ at: undefined })}>Back to now</Button>
    </Bar>
  );
}
