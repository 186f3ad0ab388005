import { definitionOf } from '../cards/catalogue.js';
import type { CardDefinition } from '../cards/define-card.js';
import type { Card, Flow, Transform } from '../export/model.js';
import { orderCards, type Predecessor } from '../export/order.js';

/** The source of an input's value: an output of an earlier card. */
export interface Wire {
  readonly step: number;
  readonly output: string;
  readonly transform?: Transform | undefined;
}

export interface Step {
  readonly card: Card;
  /** Undefined for a card that only runs with a stub. */
  readonly definition: CardDefinition | undefined;
  readonly predecessors: readonly Predecessor[];
  /** By input id; a Join has one wire for each branch. */
  readonly wires: ReadonlyMap<string, readonly Wire[]>;
}

export interface CompiledFlow {
  readonly steps: readonly Step[];
  readonly cycle: readonly Card[];
}

const compiled = new WeakMap<Flow, CompiledFlow>();

/** A flow prepared for running. Done only once, because a helper in a For Each may run thousands of times. */
export function compileFlow(flow: Flow): CompiledFlow {
  const known = compiled.get(flow);
  if (known !== undefined) return known;
  const { steps, cycle } = orderCards(flow);
  const wires = wiresByTarget(steps.map(({ card }) => card));
  const made = {
    steps: steps.map(({ card, predecessors }) => ({
      card,
      definition: definitionOf(card),
      predecessors,
      wires: wires.get(card.uuid) ?? new Map(),
    })),
    cycle,
  };
  compiled.set(flow, made);
  return made;
}

function wiresByTarget(cards: readonly Card[]): Map<string, Map<string, Wire[]>> {
  const targets = new Map<string, Map<string, Wire[]>>();
  for (const [step, card] of cards.entries()) {
    for (const { target, input, output, transform } of card.pins) {
      const inputs = targets.get(target) ?? new Map<string, Wire[]>();
      const known = inputs.get(input);
      if (known === undefined) inputs.set(input, [{ step, output, transform }]);
      else known.push({ step, output, transform });
      targets.set(target, inputs);
    }
  }
  return targets;
}
