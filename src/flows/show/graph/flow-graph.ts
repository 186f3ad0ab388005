import { isPlumbing } from '../../export/is-plumbing.js';
import { type Card, type Flow, inlineFlows, namedHelpers, type Pack } from '../../export/model.js';
import { orderCards } from '../../export/order.js';
import { bridge, followersOf } from '../bridge.js';
import type { GraphEdge } from './layout.js';

/** A card in the drawing of a flow, or a helper that a card calls. */
export type GraphCard =
  | { readonly id: string; readonly card: Card; readonly helper?: undefined }
  | { readonly id: string; readonly helper: Flow; readonly card?: undefined };

export interface FlowEdge extends GraphEdge {
  /** The result of an If/Else that leads this way. */
  readonly label?: string;
}

/** Cards and arrows of one flow; blocks are drawn next to the card that runs them. */
export interface FlowGraph {
  readonly cards: readonly GraphCard[];
  readonly edges: readonly FlowEdge[];
}

/** Undefined for a flow with too many arrows to be readable. */
export function flowGraph(flow: Flow, pack: Pack): FlowGraph | undefined {
  const cards: GraphCard[] = [];
  const edges: FlowEdge[] = [];
  return addFlow(flow, '', pack, cards, edges) === undefined || edges.length > MAX_ARROWS ? undefined : { cards, edges };
}

/**
 * Adds a flow's cards and returns its start cards; undefined if there are too many arrows. Ids start with the path of the block,
 * because blocks may be copies.
 */
function addFlow(flow: Flow, path: string, pack: Pack, cards: GraphCard[], edges: FlowEdge[]): readonly string[] | undefined {
  const idOf = (card: Card): string => `${path}${card.uuid}`;
  const { steps } = orderCards(flow);
  const shown = steps.map(({ card }) => card).filter(({ id }) => !isPlumbing(id));
  const arrows = visibleArrows(flow);
  if (arrows === undefined) return undefined;
  for (const card of shown) {
    cards.push({ id: idOf(card), card });
    for (const [place, inline] of inlineFlows(card).entries()) {
      const starts = addFlow(inline, `${idOf(card)}/${place}/`, pack, cards, edges);
      if (starts === undefined) return undefined;
      for (const to of starts) edges.push({ from: idOf(card), to, isCall: true });
    }
    for (const uuid of namedHelpers(card)) {
      const helper = pack.flows.get(uuid);
      if (helper === undefined) continue;
      const id = `${idOf(card)}>${uuid}`;
      cards.push({ id, helper });
      edges.push({ from: idOf(card), to: id, isCall: true });
    }
  }
  edges.push(
    ...arrows.map(({ from, to, label }) => ({ from: path + from, to: path + to, ...(label !== undefined && { label }), isCall: false })),
  );
  const reached = new Set(arrows.map(({ to }) => to));
  return shown.filter(({ uuid }) => !reached.has(uuid)).map(idOf);
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
}

/** The time to look for detours grows with the square of this. */
const MAX_ARROWS = 3000;

/** Arrows between visible cards; an arrow through hidden cards goes on to the next visible one. Undefined if there are too many. */
function visibleArrows({ cards, edges }: Flow): Arrow[] | undefined {
  const branches = cards.flatMap(({ uuid, branches: heads }) =>
    [...heads].map(([to, result]) => ({ from: uuid, to, label: String(result) })),
  );
  const hidden = (isHidden: (id: string) => boolean): ReadonlySet<string> =>
    new Set(cards.filter(({ id }) => isHidden(id)).map(({ uuid }) => uuid));
  const all: Arrow[] = [...branches, ...edges.map(([from, to]) => ({ from, to }))];
  // An empty branch is a Noop that leads to the Join. Noops are removed after the detours, because that arrow is not a detour.
  const noops = hidden((id) => id === 'control.noop');
  const others = hidden((id) => id !== 'control.noop' && isPlumbing(id));
  const direct = bridged(all, others);
  if (Math.max(all.length, direct.length) > MAX_ARROWS) return undefined;
  return bridged(withoutDetours(direct), noops);
}

/** Stops if there are too many. */
function bridged(arrows: readonly Arrow[], hidden: ReadonlySet<string>): Arrow[] {
  const targets = bridge(followersIn(arrows), hidden);
  const drawn: Arrow[] = [];
  for (const { from, to, label } of arrows) {
    if (hidden.has(from)) continue;
    for (const target of targets(to)) if (drawn.length <= MAX_ARROWS) drawn.push({ from, to: target, label });
  }
  // The export also lists the first card of a branch as a successor; the arrow with the result comes first.
  return [...new Map(drawn.toReversed().map((arrow) => [`${arrow.from} ${arrow.to}`, arrow])).values()].toReversed();
}

function followersIn(arrows: readonly Arrow[]): ReadonlyMap<string, readonly string[]> {
  return followersOf(arrows.filter(({ from, to }) => from !== to).map(({ from, to }) => [from, to] as const));
}

/** Without arrows to cards that are reached through others anyway: an export has an arrow from every card of a branch to the Join. */
function withoutDetours(arrows: readonly Arrow[]): Arrow[] {
  const after = followersIn(arrows);
  const isReachedOver = (from: string, to: string): boolean => {
    const open = (after.get(from) ?? []).filter((next) => next !== to);
    const seen = new Set(open);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const further of after.get(next) ?? []) {
        if (further === to) return true;
        if (!seen.has(further)) open.push(further);
        seen.add(further);
      }
    }
    return false;
  };
  return arrows.filter(({ from, to }) => !isReachedOver(from, to));
}
