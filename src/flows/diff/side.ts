import { countOf } from '../../util/count-of.js';
import type { Card, Flow, Pack, Slot, Transform } from '../export/model.js';
import { titleOf } from './match.js';

/** The source of a wire into an input. */
export interface Source {
  readonly card: Card;
  readonly output: Slot;
  readonly transform: Transform | undefined;
}

/** One of the two compared flows, with the wires of all inputs. */
export interface Side {
  readonly pack: Pack;
  readonly flow: Flow;
  readonly sources: ReadonlyMap<Slot, readonly Source[]>;
}

export function createSide(pack: Pack, flow: Flow): Side {
  const inputs = new Map(flow.cards.flatMap(({ uuid, inputs: slots }) => slots.map((slot) => [`${uuid} ${slot.id}`, slot] as const)));
  const sources = new Map<Slot, Source[]>();
  for (const card of flow.cards) {
    const outputs = new Map(card.outputs.map((slot) => [slot.id, slot]));
    for (const { output: id, target, input, transform } of card.pins) {
      const slot = inputs.get(`${target} ${input}`);
      const output = outputs.get(id);
      if (slot === undefined || output === undefined) continue;
      const known = sources.get(slot);
      if (known === undefined) sources.set(slot, [{ card, output, transform }]);
      else known.push({ card, output, transform });
    }
  }
  return { pack, flow, sources };
}

/** Maximum number of wires shown for an input, which has one for each branch. */
const MAX_WIRES = 20;

/** A description of an input's value; undefined if it has none. */
export function shownInput(slot: Slot, { pack, sources }: Side): string | undefined {
  const wires = sources.get(slot) ?? [];
  if (wires.length > 0) {
    const left = wires.length - MAX_WIRES;
    return wires.slice(0, MAX_WIRES).map(shownSource).join(' or ') + (left > 0 ? ` or ${left} more` : '');
  }
  if (slot.flow !== undefined) return `a block of ${countOf(slot.flow.cards.length, 'card')}`;
  const name = nameIn(slot, pack);
  if (name !== undefined) return name;
  return isNothing(slot.literal) ? undefined : JSON.stringify(slot.literal);
}

function shownSource({ card, output, transform }: Source): string {
  const conversions = [transform?.convert, transform?.forceWrapArray === true ? 'wrapArray' : undefined].filter(
    (each) => each !== undefined,
  );
  return `'${titleOf(card)}' › ${shownOutput(output)}${conversions.length > 0 ? ` (${conversions.join(', ')})` : ''}`;
}

export function shownOutput({ path, label }: Slot): string {
  return path === undefined ? label : path.join('.');
}

/** The name of the flow or table that a typed-in UUID refers to. */
export function nameIn({ type, literal }: Slot, { flows, missing, tables }: Pack): string | undefined {
  if (typeof literal !== 'string') return undefined;
  const flow = type === 'flo' ? (flows.get(literal)?.name ?? missing.get(literal)) : undefined;
  if (flow !== undefined) return `the flow '${flow}'`;
  const table = tables.get(literal)?.name;
  return table === undefined ? undefined : `the table '${table}'`;
}

/** The designer's value for an empty input. */
export function isNothing(literal: unknown): boolean {
  return literal === undefined || literal === null || literal === '' || (typeof literal === 'object' && Object.keys(literal).length === 0);
}
