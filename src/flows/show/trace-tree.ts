import type { CardTrace, FlowResult } from '../engine/result.js';

/** A card that ran, and the cards that ran inside it. */
export interface TraceNode {
  readonly card: CardTrace;
  /** Runs of its flows: one per list item, or one. */
  readonly runs: readonly TraceRun[];
}

export interface TraceRun {
  /** Index of the list item, from 0. */
  readonly index?: number;
  readonly nodes: readonly TraceNode[];
}

/**
 * Deeper runs are shown next to their caller. A flow that calls itself nests thousands of levels, and walking the tree must not
 * overflow the stack.
 */
const MAX_DEPTH = 100;

/** The cards of a result as a tree of calls. */
export function traceTree({ cards }: FlowResult): readonly TraceNode[] {
  const places = new Map<number, { readonly parent: number | undefined; readonly depth: number }>();
  const byParent = new Map<number | undefined, CardTrace[]>();
  // A card comes after its caller.
  for (const card of cards) {
    // The caller may not be among the cards that were kept.
    const caller = card.caller === undefined ? undefined : places.get(card.caller);
    const isDeep = caller !== undefined && caller.depth >= MAX_DEPTH;
    const parent = caller === undefined ? undefined : isDeep ? caller.parent : card.caller;
    places.set(card.position, { parent, depth: caller === undefined ? 0 : Math.min(MAX_DEPTH, caller.depth + 1) });
    const called = byParent.get(parent);
    if (called === undefined) byParent.set(parent, [card]);
    else called.push(card);
  }
  const toNode = (card: CardTrace): TraceNode => ({ card, runs: toRuns(byParent.get(card.position) ?? [], toNode) });
  return (byParent.get(undefined) ?? []).map(toNode);
}

/** Items may run in parallel, so the cards of one item are not always adjacent. */
function toRuns(cards: readonly CardTrace[], toNode: (card: CardTrace) => TraceNode): TraceRun[] {
  const byIndex = new Map<number | undefined, CardTrace[]>();
  for (const card of cards) {
    const run = byIndex.get(card.index);
    if (run === undefined) byIndex.set(card.index, [card]);
    else run.push(card);
  }
  return [...byIndex].map(([index, run]) => ({ ...(index !== undefined && { index }), nodes: run.map(toNode) }));
}

/** True if a card of the run failed, at any depth. */
export function hasFailed({ nodes }: TraceRun): boolean {
  return nodes.some(({ card, runs }) => card.error !== undefined || runs.some(hasFailed));
}
