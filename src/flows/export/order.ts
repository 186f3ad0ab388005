import type { Card, Flow } from './model.js';

/** Something that must run before a card: another card, or one branch of an If/Else. */
export interface Predecessor {
  /** Position in the order. */
  readonly step: number;
  /** For an If/Else: the result that leads to this branch. */
  readonly branch?: boolean | undefined;
}

export interface Ordered {
  readonly card: Card;
  readonly predecessors: readonly Predecessor[];
}

export interface Order {
  readonly steps: readonly Ordered[];
  /** Cards without predecessors. */
  readonly roots: readonly Card[];
  /** Cards that wait for each other; empty in a correct flow. */
  readonly cycle: readonly Card[];
}

interface Edge {
  readonly from: Card;
  readonly branch?: boolean | undefined;
}

/** The order in which cards run, by `orderings` and branches alone. Ties are resolved by position in the file. */
export function orderCards({ cards, edges }: Flow): Order {
  const byUUID = new Map(cards.map((card) => [card.uuid, card]));
  const incoming = new Map<Card, Edge[]>(cards.map((card) => [card, []]));
  const join = (from: Card | undefined, to: Card | undefined, branch?: boolean): void => {
    if (from !== undefined && to !== undefined && from !== to) incoming.get(to)?.push({ from, branch });
  };
  for (const [from, to] of edges) join(byUUID.get(from), byUUID.get(to));
  for (const card of cards) for (const [head, result] of card.branches) join(card, byUUID.get(head), result);
  const position = new Map<Card, number>();
  const steps: Ordered[] = [];
  const outgoing = followers(incoming);
  const waiting = new Map([...incoming].map(([card, before]) => [card, before.length]));
  // The list grows during the loop: a card is appended once the last card it waits for is done.
  const ready = cards.filter((card) => waiting.get(card) === 0);
  for (const card of ready) {
    position.set(card, steps.length);
    const predecessors = (incoming.get(card) ?? []).map(({ from, branch }) => ({ step: position.get(from) ?? 0, branch }));
    steps.push({ card, predecessors });
    for (const next of outgoing.get(card) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const roots = cards.filter((card) => incoming.get(card)?.length === 0);
  return {
    steps,
    roots,
    cycle: cycleAmong(
      cards.filter((card) => !position.has(card)),
      incoming,
    ),
  };
}

function followers(incoming: ReadonlyMap<Card, readonly Edge[]>): ReadonlyMap<Card, readonly Card[]> {
  const outgoing = new Map<Card, Card[]>();
  for (const [card, edges] of incoming) {
    for (const { from } of edges) {
      const known = outgoing.get(from);
      if (known === undefined) outgoing.set(from, [card]);
      else known.push(card);
    }
  }
  return outgoing;
}

/** From the cards that never became ready, those on one circle: walking backwards must return to a card already seen. */
function cycleAmong(stuck: readonly Card[], incoming: ReadonlyMap<Card, readonly Edge[]>): readonly Card[] {
  const isStuck = new Set(stuck);
  const walked = new Set<Card>();
  let card = stuck[0];
  while (card !== undefined && !walked.has(card)) {
    walked.add(card);
    card = incoming.get(card)?.find(({ from }) => isStuck.has(from))?.from;
  }
  const way = [...walked];
  return card === undefined ? [] : way.slice(way.indexOf(card)).reverse();
}
