import { shownName } from '../engine/typed-secrets.js';
import { isPlumbing } from '../export/is-plumbing.js';
import { type Card, type Flow, type Pack, withInline } from '../export/model.js';
import { orderCards } from '../export/order.js';

/** A card that no case ran. */
export interface MissedCard {
  readonly title: string;
  readonly id: string;
  readonly uuid: string;
  /** The blocks and branches that contain it, outermost first: `For Each`, `If/Else (false)`. */
  readonly block: readonly string[];
}

export interface FlowCoverage {
  /** File of the export. */
  readonly file: string;
  readonly flow: string;
  /** Number of cards in the flow and its blocks. */
  readonly cards: number;
  readonly ran: number;
  readonly missed: readonly MissedCard[];
}

/** The cards that the cases ran, all cases together. */
export interface Coverage {
  readonly cards: number;
  readonly ran: number;
  /** Whole percent, rounded down, so 100 means all cards; 100 if there are no cards. */
  readonly percent: number;
  readonly flows: readonly FlowCoverage[];
}

/** Levels of nested branches that are named. */
const MAX_BRANCHES = 50;

/** How much of the given exports was run. Cards count once, however often they ran. */
export function coverageOf(packs: Iterable<Pack>, ran: ReadonlySet<Card>): Coverage {
  const flows = [...packs].flatMap((pack) => [...pack.flows.values()].map((flow) => ofFlow(pack, flow, ran)));
  const cards = flows.reduce((sum, flow) => sum + flow.cards, 0);
  const covered = flows.reduce((sum, flow) => sum + flow.ran, 0);
  return { cards, ran: covered, percent: cards === 0 ? 100 : Math.floor((covered / cards) * 100), flows };
}

function ofFlow(pack: Pack, top: Flow, ran: ReadonlySet<Card>): FlowCoverage {
  const placed = [...withInline(top)].flatMap(({ flow, path }) => {
    const branches = branchesOf(flow);
    // A block starts with a card that the designer does not show.
    const cards = [...branches.keys()].filter(({ id }) => !isPlumbing(id) && !(flow.isInline && id === 'control.callable'));
    return cards.map((card) => ({ card, block: [...path, ...(branches.get(card) ?? [])] }));
  });
  const shown = shownName(pack);
  const missed = placed.filter(({ card }) => !ran.has(card));
  return {
    file: pack.source,
    flow: shown(top.name),
    cards: placed.length,
    ran: placed.length - missed.length,
    missed: missed.map(({ card: { title, id, uuid }, block }) => ({ title: shown(title), id, uuid, block: block.map(shown) })),
  };
}

/** The cards in running order, with the If/Else branches that lead to them: those that all preceding cards share. */
function branchesOf(flow: Flow): ReadonlyMap<Card, readonly string[]> {
  const branches = new Map<Card, readonly string[]>();
  const { steps } = orderCards(flow);
  for (const { card, predecessors } of steps) {
    const before = predecessors.map(({ step, branch }) => {
      const previous = steps[step]?.card;
      const outer = (previous && branches.get(previous)) ?? [];
      if (branch === undefined || previous === undefined || outer.length >= MAX_BRANCHES) return outer;
      return [...outer, `${previous.title} (${branch})`];
    });
    const [first = []] = before;
    const end = first.findIndex((name, index) => before.some((path) => path[index] !== name));
    branches.set(card, end === -1 ? first : first.slice(0, end));
  }
  // Cards that wait for each other have no order and never run.
  for (const card of flow.cards) if (!branches.has(card)) branches.set(card, []);
  return branches;
}
