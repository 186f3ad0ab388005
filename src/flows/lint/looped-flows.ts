import { isTrigger } from '../cards/catalogue.js';
import { startCard } from '../engine/start.js';
import { type Card, type Flow, inlineFlows, namedHelpers, type Pack } from '../export/model.js';
import type { Place } from './define-lint.js';

/** Cards that run a flow repeatedly. */
const LOOPS = new Set([
  'list.each',
  'list.asyncEach',
  'list.map',
  'list.filter',
  'list.reduce',
  'control.times',
  'object.map',
  'object.process',
]);

/** Flows that a loop runs, with the loop's title in quotes. The For Each of an event trigger has one item and doesn't count. */
export function loopedFlows(pack: Pack, places: readonly Place[]): ReadonlyMap<Flow, string> {
  const looped = new Map<Flow, string>();
  for (const { flow } of places) {
    const start = startCard(flow);
    const isEventFlow = start !== undefined && isTrigger(start);
    for (const card of flow.cards) {
      if (!isLoop(card) || (isEventFlow && card.id === 'list.asyncEach')) continue;
      for (const called of loopBodies(card, pack)) mark(called, `'${card.title}'`, pack, looped);
    }
  }
  return looped;
}

function isLoop({ id, inputs }: Card): boolean {
  return LOOPS.has(id) || inputs.some(({ name, type }) => type === 'flo' && name.startsWith('Streaming/'));
}

/** The flows that the card runs for each item; the flow of its error policy is not included. */
function loopBodies({ inputs }: Card, pack: Pack): Flow[] {
  return inputs.flatMap(({ type, flow, literal }) => flow ?? (type === 'flo' ? (pack.flows.get(String(literal)) ?? []) : []));
}

/** A flow, its blocks and the helpers it calls. The set grows during the loop, and a circle ends it. */
function mark(body: Flow, title: string, pack: Pack, looped: Map<Flow, string>): void {
  const open = new Set<Flow>([body]);
  for (const flow of open) {
    if (looped.has(flow)) continue;
    looped.set(flow, title);
    for (const card of flow.cards) {
      for (const inner of inlineFlows(card)) open.add(inner);
      for (const uuid of namedHelpers(card)) {
        const helper = pack.flows.get(uuid);
        if (helper !== undefined) open.add(helper);
      }
    }
  }
}
