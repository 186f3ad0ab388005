import type { Card, Flow } from '../export/model.js';
import { orderCards } from '../export/order.js';
import type { Matched } from './match.js';
import { titleOf } from './match.js';

/** A card that moved, with its old and new place. */
export interface Move {
  readonly before: string;
  readonly after: string;
}

/** Levels of nested branches that are distinguished. */
const MAX_BRANCHES = 50;

interface Placed {
  /** The preceding card. */
  readonly behind: Card | undefined;
  /** The branches that contain it, outermost first, with their If/Else cards. */
  readonly branches: readonly Branch[];
}

interface Branch {
  readonly card: Card;
  readonly result: boolean;
}

/**
 * The cards that moved in the new flow: to another branch or another position. As few cards as possible count as moved, so an
 * added card does not move all cards after it.
 */
export function moves(before: Flow, after: Flow, matched: Matched<Card>): ReadonlyMap<Card, Move> {
  const [was, is] = [places(before), places(after)];
  const position = new Map([...is.keys()].map((card, index) => [card, index]));
  // Comments are not part of the order.
  const common = [...was.keys()].filter((card) => matched.afterOf.has(card) && card.id !== 'control.comment');
  const positions = common.map((card) => position.get(matched.afterOf.get(card) ?? card) ?? -1);
  const stayed = longestRising(positions);
  return new Map(
    common.flatMap((card, index): [Card, Move][] => {
      const now = matched.afterOf.get(card);
      const [old, place] = [was.get(card), now === undefined ? undefined : is.get(now)];
      if (old === undefined || place === undefined || (stayed.has(index) && isSameBranch(old, place, matched))) return [];
      return [[card, { before: shownPlace(old), after: shownPlace(place) }]];
    }),
  );
}

/** All cards in the order in which they run, with their places. Cards that wait for each other have none. */
function places(flow: Flow): ReadonlyMap<Card, Placed> {
  const placed = new Map<Card, Placed>();
  const { steps } = orderCards(flow);
  for (const { card, predecessors } of steps) {
    const found = predecessors.flatMap(({ step, branch }) => {
      const behind = steps[step]?.card;
      if (behind === undefined) return [];
      const inherited = placed.get(behind)?.branches ?? [];
      const isInside = branch !== undefined && inherited.length < MAX_BRANCHES;
      return [{ behind, branches: isInside ? [...inherited, { card: behind, result: branch }] : inherited }];
    });
    placed.set(card, { behind: found[0]?.behind, branches: shared(found.map(({ branches }) => branches)) });
  }
  return placed;
}

/** After a Join, a card is only in the branches that all paths to it share. */
function shared([first = [], ...others]: readonly (readonly Branch[])[]): readonly Branch[] {
  return first.filter(({ card, result }) =>
    others.every((branches) => branches.some((each) => each.card === card && each.result === result)),
  );
}

function isSameBranch(old: Placed, now: Placed, { afterOf }: Matched<Card>): boolean {
  if (old.branches.length !== now.branches.length) return false;
  return old.branches.every(({ card, result }, index) => {
    const other = now.branches[index];
    // If the If/Else itself was added or removed, that change is enough.
    return !afterOf.has(card) || (other?.card === afterOf.get(card) && other?.result === result);
  });
}

function shownPlace({ behind, branches }: Placed): string {
  const branch = branches.at(-1);
  const where = branch === undefined ? '' : `in the ${branch.result} branch of '${titleOf(branch.card)}', `;
  return `${where}${behind === undefined ? 'first' : `after '${titleOf(behind)}'`}`;
}

/** The positions in a list that form the longest increasing subsequence. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  /** By length minus one: the place of the smallest value that ends a sequence of that length. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  values.forEach((value, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? undefined : ends[low - 1];
    ends[low] = index;
  });
  const stayed = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) stayed.add(at);
  return stayed;
}
