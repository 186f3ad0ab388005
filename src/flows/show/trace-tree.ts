import type { CardTrace, FlowResult } from '../engine/result.js';

/** A card that ran, and what ran inside of it. */
export interface TraceNode {
  readonly card: CardTrace;
  /** Runs of its flows: one for each item of a list, or one. */
  readonly runs: readonly TraceRun[];
}

export interface TraceRun {
  /** Which item of a list, counted from 0. */
  readonly index?: number;
  readonly nodes: readonly TraceNode[];
}

/** The cards of a result as they ran in one another. */
export function traceTree({ cards }: FlowResult): readonly TraceNode[] {
  const known = new Set(cards.map(({ position }) => position));
  const byCaller = new Map<number | undefined, CardTrace[]>();
  for (const card of cards) {
    // The caller may be beyond the cards that were kept.
    const caller = card.caller !== undefined && known.has(card.caller) ? card.caller : undefined;
    const called = byCaller.get(caller);
    if (called === undefined) byCaller.set(caller, [card]);
    else called.push(card);
  }
  const toNode = (card: CardTrace): TraceNode => ({ card, runs: toRuns(byCaller.get(card.position) ?? [], toNode) });
  return (byCaller.get(undefined) ?? []).map(toNode);
}

/** Items may run at once, so the cards of one are not always neighbours. */
function toRuns(cards: readonly CardTrace[], toNode: (card: CardTrace) => TraceNode): TraceRun[] {
  const byIndex = new Map<number | undefined, CardTrace[]>();
  for (const card of cards) {
    const run = byIndex.get(card.index);
    if (run === undefined) byIndex.set(card.index, [card]);
    else run.push(card);
  }
  return [...byIndex].map(([index, run]) => ({ ...(index !== undefined && { index }), nodes: run.map(toNode) }));
}

/** True when a card of the run failed, at any depth. */
export function hasFailed({ nodes }: TraceRun): boolean {
  return nodes.some(({ card, runs }) => card.error !== undefined || runs.some(hasFailed));
}
