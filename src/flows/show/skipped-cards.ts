import type { FlowResult } from '../engine/result.js';
import { startCard } from '../engine/start.js';
import { shownName } from '../engine/typed-secrets.js';
import { isPlumbing } from '../export/is-plumbing.js';
import type { Pack } from '../export/model.js';
import { orderCards } from '../export/order.js';
import type { TraceNode } from './trace-tree.js';

/** A card of the flow that ran, or the title of a card that did not. */
export type Row = { readonly node: TraceNode } | { readonly skipped: string };

/**
 * The cards of the flow in order, including those that did not run: the other branch of an If/Else, or cards after a card that
 * failed. Without the export, or if the run was too long to be kept completely, only the cards that ran.
 */
export function withSkipped(nodes: readonly TraceNode[], result: FlowResult, pack: Pack | undefined): readonly Row[] {
  const ran = new Map(nodes.map((node) => [node.card.uuid, node]));
  const flows = [...(pack?.flows.values() ?? [])];
  const flow = flows.find((each) => each.name === result.flow && ran.has(startCard(each)?.uuid ?? ''));
  if (flow === undefined || result.dropped > 0) return nodes.map((node) => ({ node }));
  const nameOf = pack === undefined ? String : shownName(pack);
  const rows: Row[] = [];
  const shown = new Set<TraceNode>();
  for (const { card } of orderCards(flow).steps) {
    const node = ran.get(card.uuid);
    if (node !== undefined) {
      shown.add(node);
      rows.push({ node });
    } else if (!isPlumbing(card.id)) rows.push({ skipped: nameOf(card.title) });
  }
  // Flows that were called without waiting ran after the flow itself.
  return [...rows, ...nodes.filter((node) => !shown.has(node)).map((node) => ({ node }))];
}
