import { definitionOf, isTrigger } from '../cards/catalogue.js';
import { type Card, type Flow, inlineFlows, namedHelpers, type Pack, withInline } from '../export/model.js';
import { orderCards } from '../export/order.js';
import { FlowInputError, noSuch } from '../problem.js';
import type { Stubs } from '../stubs/stubs.js';
import { isEmpty } from './values.js';

/**
 * The flow to run: the one with this name or UUID, or the only flow that no other flow calls.
 * Throws FlowInputError with the names of all flows.
 */
export function chooseFlow(pack: Pack, name: string | undefined): Flow {
  const flows = [...pack.flows.values()];
  const names = flows.map((flow) => flow.name);
  if (name !== undefined) {
    const chosen =
      pack.flows.get(name) ?? flows.find((flow) => flow.name === name) ?? flows.find((flow) => flow.name.trim() === name.trim());
    if (chosen === undefined) throw noSuch('flow', name, names);
    return chosen;
  }
  if (flows.length === 0) throw new FlowInputError(`${pack.source} contains no flows.`);
  const called = new Set(flows.flatMap((flow) => helpersOf(flow).filter((uuid) => uuid !== flow.uuid)));
  const tops = flows.filter(({ uuid }) => !called.has(uuid));
  const [only, ...others] = tops;
  if (only !== undefined && others.length === 0) return only;
  throw new FlowInputError(
    `${pack.source} contains ${flows.length} flows. Choose one with --flow NAME: ${names.map((each) => `'${each}'`).join(', ')}.`,
  );
}

/** The helpers that the cards of a flow name, including those in inline flows. */
function helpersOf(flow: Flow): string[] {
  return [...withInline(flow)].flatMap((inner) => inner.flow.cards.flatMap(namedHelpers));
}

/** The first card of a flow. */
export function startCard(flow: Flow): Card | undefined {
  return orderCards(flow).roots.find(({ id }) => id !== 'control.comment');
}

export function startsByEvent(flow: Flow): boolean {
  const start = startCard(flow);
  return start !== undefined && isTrigger(start);
}

/** The names of a flow's own inputs, without those that the platform fills in. */
export function inputNames(flow: Flow): readonly string[] {
  return (startCard(flow)?.outputs ?? []).filter(({ group }) => group !== 'context').map(({ name }) => name);
}

/**
 * The names of the inputs that a run requires: those that the export marks as required, and for a helper, those that its
 * cards use and that have no value in the export. A schedule, an event or an API endpoint has none of the latter.
 */
export function requiredInputs(flow: Flow): readonly string[] {
  const start = startCard(flow);
  if (start === undefined || isTrigger(start)) return [];
  const marked = new Set(start.inputs.filter(({ isRequired }) => isRequired).map(({ name }) => name));
  const isHelper = start.id === 'control.callable' && !flow.isScheduled;
  const used = new Set(start.pins.map(({ output }) => output));
  return start.outputs
    .filter(({ group }) => group !== 'context' && group !== 'raw')
    .filter(({ id, name, literal }) => isEmpty(literal) && (marked.has(name) || (isHelper && used.has(id))))
    .map(({ name }) => name);
}

/** All flows that a run may reach: the flow, its helpers, their helpers, and all inline flows. */
export function reachableFlows(flow: Flow, pack: Pack): readonly Flow[] {
  const seen = new Set<Flow>();
  const open = [flow];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const card of next.cards) {
      open.push(...inlineFlows(card));
      for (const uuid of namedHelpers(card)) {
        const helper = pack.flows.get(uuid);
        if (helper !== undefined) open.push(helper);
      }
    }
  }
  return [...seen];
}

/**
 * The kernel cards that a run may reach, that this runner does not know and that have no stub. Connector cards are not
 * included: they stop the run when it reaches them, with the stub to paste.
 */
export function unsupportedCards(flow: Flow, pack: Pack, stubs: Stubs): readonly Card[] {
  const cards = reachableFlows(flow, pack).flatMap((each) => each.cards);
  return cards.filter((card) => definitionOf(card) === undefined && !card.id.startsWith('@') && !stubs.covers(card));
}
