import type { Problem } from '../problem.js';
import type { Difference } from './changes.js';

/** A source that lost its second half looks like many leavers, so many leavers must be confirmed. */
const MOST_PEOPLE = 10;
const MOST_SHARE = 0.2;

/** More than 10 removals, or more than 20 % of the members, are a problem unless so many are allowed. Moves are none. */
export function tooManyRemovals({ changes, members }: Difference, allowed: number | undefined): Problem[] {
  const removals = changes.filter(({ action }) => action === 'remove').length;
  const isMany = removals > MOST_PEOPLE || removals > members * MOST_SHARE;
  if (allowed === undefined ? !isMany : removals <= allowed) return [];
  const limit = allowed === undefined ? `at most ${MOST_PEOPLE}, and at most ${MOST_SHARE * 100} %, are safe` : `${allowed} are allowed`;
  const message = `${removals} of ${members} members would be removed, and ${limit}; if that is meant, say --allow-removals ${removals}.`;
  return [{ code: 'too-many-removals', message }];
}
