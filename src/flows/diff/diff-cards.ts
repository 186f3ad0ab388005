import { type Card, type Flow, inlineFlows, type Pack } from '../export/model.js';
import { cardChanges, filledInputs } from './card-changes.js';
import { matchCards, titleOf } from './match.js';
import { moves } from './order-changes.js';
import type { CardDiff } from './pack-diff.js';
import { createSide } from './side.js';

/** The cards that differ between two flows, including those in blocks, in the order of the new file, followed by removed cards. */
export function diffCards(before: Flow, after: Flow, packs: readonly [Pack, Pack], path: readonly string[] = []): readonly CardDiff[] {
  const matched = matchCards(before.cards, after.cards);
  const sides = [createSide(packs[0], before), createSide(packs[1], after)] as const;
  const moved = moves(before, after, matched);
  const beforeOf = new Map(matched.pairs.map(([old, now]) => [now, old]));
  return [
    ...after.cards.flatMap((card): readonly CardDiff[] => {
      const about = { title: titleOf(card), id: card.id, path };
      const old = beforeOf.get(card);
      if (old === undefined) return [{ kind: 'added', ...about, changes: filledInputs(card, sides[1]) }];
      const move = moved.get(old);
      const changes = [...(move === undefined ? [] : [{ what: 'place', ...move }]), ...cardChanges(old, card, sides, matched)];
      const own: CardDiff[] = changes.length === 0 ? [] : [{ kind: 'changed', ...about, changes }];
      return [...own, ...blocks(old, card).flatMap(([was, is]) => diffCards(was, is, packs, [...path, titleOf(card)]))];
    }),
    ...matched.removed.map((card): CardDiff => ({ kind: 'removed', title: titleOf(card), id: card.id, path, changes: [] })),
  ];
}

/** The inline flows that both cards have in the same place. */
function blocks(before: Card, after: Card): [Flow, Flow][] {
  const inputs = new Map(before.inputs.flatMap(({ name, flow }) => (flow === undefined ? [] : [[name, flow] as const])));
  const pairs = after.inputs.flatMap(({ name, flow }): [Flow, Flow][] => {
    const old = inputs.get(name);
    return flow === undefined || old === undefined ? [] : [[old, flow]];
  });
  const [old, now] = [before.policy.flow, after.policy.flow];
  return typeof old === 'object' && typeof now === 'object' ? [...pairs, [old, now]] : pairs;
}

/** Cards of a flow and of its blocks. */
export function sizeOfFlow(flow: Flow): number {
  return flow.cards.reduce((sum, card) => inlineFlows(card).reduce((inner, block) => inner + sizeOfFlow(block), sum + 1), 0);
}
