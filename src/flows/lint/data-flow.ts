import { startCard } from '../engine/start.js';
import { type Card, type Flow, inlineFlows, namedHelpers, type Pack, type Slot, withInline } from '../export/model.js';

/** Cards that pass each input on under its own name; all other cards are assumed to use every input for every output. */
const PASSING = new Set(['control.let', 'control.callable', 'http.accept', 'control.join', 'control.return']);
/** Cards that run a flow and also return values from their input: items that a filter keeps, the first memo of an empty list. */
const KEEPING = new Set(['list.filter', 'list.reduce']);
const ENDS = new Set(['control.return', 'control.returnRaw']);

/** For a card with thousands of inputs and outputs, one extra slot replaces the connections between all pairs. */
const MAX_JOINTS = 10_000;
const MIDDLE: Slot = {
  id: '',
  name: '',
  group: '',
  key: '',
  label: '',
  type: 'object',
  isList: false,
  isRequired: false,
  literal: undefined,
};

/** Where values go: from slot to slot, over wires, through cards, into blocks and helpers and back. */
export class DataFlow {
  readonly #after = new Map<Slot, Slot[]>();
  readonly #before = new Map<Slot, Slot[]>();
  readonly #cards = new Map<Slot, Card>();

  constructor(pack: Pack) {
    for (const top of pack.flows.values()) for (const { flow } of withInline(top)) this.#addFlow(flow, pack);
  }

  cardOf(slot: Slot): Card | undefined {
    return this.#cards.get(slot);
  }

  /** The outputs wired into an input. */
  sources(input: Slot): readonly Slot[] {
    return this.#before.get(input) ?? [];
  }

  /** All slots whose value comes from one of these, including themselves; stops at slots where `endsAt` is true. */
  downstream(slots: readonly Slot[], endsAt?: (slot: Slot, card: Card | undefined) => boolean): ReadonlySet<Slot> {
    return walk(slots, this.#after, endsAt && ((slot) => endsAt(slot, this.#cards.get(slot))));
  }

  /** All slots whose value goes into one of these, including themselves. */
  upstream(slots: readonly Slot[]): ReadonlySet<Slot> {
    return walk(slots, this.#before);
  }

  #join(from: Slot | undefined, to: Slot | undefined): void {
    if (from === undefined || to === undefined) return;
    put(this.#after, from, to);
    put(this.#before, to, from);
  }

  #addFlow(flow: Flow, pack: Pack): void {
    const inputs = new Map(flow.cards.flatMap(({ uuid, inputs: slots }) => slots.map((slot) => [`${uuid} ${slot.id}`, slot] as const)));
    for (const card of flow.cards) {
      for (const slot of [...card.inputs, ...card.outputs]) this.#cards.set(slot, card);
      const outputs = new Map(card.outputs.map((slot) => [slot.id, slot]));
      for (const { output, target, input } of card.pins) this.#join(outputs.get(output), inputs.get(`${target} ${input}`));
      const called = [...inlineFlows(card), ...namedHelpers(card).flatMap((uuid) => pack.flows.get(uuid) ?? [])];
      // The outputs of a call come from the Return cards of the called flow, so inputs are followed through that flow.
      if (called.length === 0 || KEEPING.has(card.id) || !runsItsFlow(card)) this.#addCard(card);
      for (const each of called) this.#addCall(card, each);
    }
  }

  #addCard(card: Card): void {
    if (!PASSING.has(card.id) && card.inputs.length * card.outputs.length > MAX_JOINTS) {
      const middle: Slot = { ...MIDDLE };
      for (const input of card.inputs) this.#join(input, middle);
      for (const output of card.outputs) this.#join(middle, output);
      return;
    }
    for (const input of card.inputs) {
      for (const output of card.outputs) {
        if (!PASSING.has(card.id) || input.name === output.name || card.joins.get(input.id)?.some((each) => each.output === output.id)) {
          this.#join(input, output);
        }
      }
    }
  }

  /** Into the start card by name, and out again through each Return. */
  #addCall(card: Card, called: Flow): void {
    for (const output of startCard(called)?.outputs ?? []) {
      for (const input of card.inputs) {
        const isMeant = (input.proxy?.destination ?? input.name) === output.name;
        // For the item that a loop passes, only the list as a whole is known.
        if (
          isMeant ||
          (input.name === 'list' && (called.isInline || card.inputs.some(({ proxy }) => proxy?.destination === output.name)))
        ) {
          this.#join(input, output);
        }
      }
    }
    for (const end of called.cards.filter(({ id }) => ENDS.has(id))) {
      for (const input of end.inputs) {
        const named = card.outputs.filter(({ name }) => name === input.name);
        for (const output of named.length > 0 ? named : card.outputs) this.#join(input, output);
      }
    }
  }
}

/** True for a kernel card that runs a flow; the flow of a connector's card handles records or an error. */
function runsItsFlow({ id, inputs }: Card): boolean {
  return !id.startsWith('@') && inputs.some(({ type }) => type === 'flo');
}

function put(map: Map<Slot, Slot[]>, from: Slot, to: Slot): void {
  const known = map.get(from);
  if (known === undefined) map.set(from, [to]);
  else known.push(to);
}

function walk(
  slots: readonly Slot[],
  edges: ReadonlyMap<Slot, readonly Slot[]>,
  isEnd: (slot: Slot) => boolean = () => false,
): ReadonlySet<Slot> {
  const seen = new Set<Slot>(slots);
  const open = [...slots];
  for (let slot = open.pop(); slot !== undefined; slot = open.pop()) {
    for (const next of edges.get(slot) ?? []) {
      if (seen.has(next) || isEnd(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}
