import { countOf } from '../../util/count-of.js';
import type { Card, ErrorPolicy, Pack, Slot } from '../export/model.js';
import { type Matched, match, titleOf } from './match.js';
import type { Change } from './pack-diff.js';
import { isNothing, nameIn, type Side, type Source, shownInput, shownOutput } from './side.js';

/** The changes of a card: its title, inputs, outputs, connection and error handling. */
export function cardChanges(before: Card, after: Card, sides: readonly [Side, Side], matched: Matched<Card>): readonly Change[] {
  const [was, is] = sides;
  const changed = (what: string, old: string | undefined, now: string | undefined): Change[] =>
    old === now ? [] : [{ what, before: old, after: now }];
  return [
    ...changed('title', titleOf(before), titleOf(after)),
    ...inputChanges(before, after, sides, matched),
    ...outputChanges(before, after),
    ...changed('connection', connectionName(before, was.pack), connectionName(after, is.pack)),
    ...changed('error handling', shownPolicy(before.policy, was.pack), shownPolicy(after.policy, is.pack)),
  ];
}

/** The non-empty inputs of a card, as additions. */
export function filledInputs(card: Card, side: Side): readonly Change[] {
  return card.inputs.flatMap((slot) => {
    const after = shownInput(slot, side);
    return after === undefined ? [] : [{ what: nameOfInput(slot, card), after }];
  });
}

function inputChanges(before: Card, after: Card, sides: readonly [Side, Side], matched: Matched<Card>): Change[] {
  const [was, is] = sides;
  const { pairs, added, removed } = match(before.inputs, after.inputs, [({ name }) => name, ({ id }) => id]);
  return [
    ...pairs.flatMap(([old, now]) => {
      if (isSameInput(old, now, sides, matched)) return [];
      return [{ what: nameOfInput(now, after), before: shownInput(old, was), after: shownInput(now, is) }];
    }),
    ...pairs.flatMap(([old, now]) =>
      old.label === now.label && old.name === now.name
        ? []
        : [{ what: `name of the input '${now.label}'`, before: old.label, after: now.label }],
    ),
    ...removed.map((slot) => ({ what: nameOfInput(slot, before), before: shownInput(slot, was) ?? 'an empty input' })),
    ...added.map((slot) => ({ what: nameOfInput(slot, after), after: shownInput(slot, is) ?? 'an empty input' })),
  ];
}

/** Wires count as unchanged if only the card they come from was renamed. */
function isSameInput(old: Slot, now: Slot, [was, is]: readonly [Side, Side], { afterOf }: Matched<Card>): boolean {
  const [oldWires, wires] = [was.sources.get(old) ?? [], is.sources.get(now) ?? []];
  if (oldWires.length !== wires.length) return false;
  if (wires.length > 0) return oldWires.every((wire, index) => isSameWire(wire, wires[index], afterOf));
  // The contents of a block are compared card by card.
  if (old.flow !== undefined || now.flow !== undefined) return old.flow !== undefined && now.flow !== undefined;
  if (isNothing(old.literal) && isNothing(now.literal)) return true;
  const name = nameIn(now, is.pack);
  return JSON.stringify(old.literal) === JSON.stringify(now.literal) || (name !== undefined && name === nameIn(old, was.pack));
}

function isSameWire(old: Source, now: Source | undefined, afterOf: ReadonlyMap<Card, Card>): boolean {
  return (
    now !== undefined &&
    afterOf.get(old.card) === now.card &&
    (old.output.name === now.output.name || old.output.id === now.output.id) &&
    (old.transform?.convert ?? '') === (now.transform?.convert ?? '') &&
    (old.transform?.forceWrapArray === true) === (now.transform?.forceWrapArray === true)
  );
}

function outputChanges(before: Card, after: Card): Change[] {
  const { pairs, added, removed } = match(before.outputs, after.outputs, [({ name }) => name, ({ id }) => id]);
  return [
    ...pairs.flatMap(([old, now]) => {
      const [was, is] = [`${shownOutput(old)}: ${shownType(old)}`, `${shownOutput(now)}: ${shownType(now)}`];
      return was === is ? [] : [{ what: `output '${shownOutput(now)}'`, before: was, after: is }];
    }),
    ...removed.map((slot) => ({ what: `output '${shownOutput(slot)}'`, before: shownType(slot) })),
    ...added.map((slot) => ({ what: `output '${shownOutput(slot)}'`, after: shownType(slot) })),
  ];
}

function shownType({ type, isList }: Slot): string {
  const name = typeof type === 'string' ? type : `{ ${Object.keys(type).join(', ')} }`;
  return isList ? `list of ${name}` : name;
}

/** The label, with its group if the card has that label twice. */
function nameOfInput({ name, label }: Slot, { inputs }: Card): string {
  return inputs.filter((each) => each.label === label).length > 1 ? name : label;
}

function connectionName({ connection }: Card, { connections }: Pack): string | undefined {
  return connection === undefined ? undefined : (connections.get(connection)?.name ?? connection);
}

function shownPolicy({ type, retry, delays, flow }: ErrorPolicy, { flows, missing }: Pack): string {
  const helper = typeof flow === 'string' ? `the flow '${flows.get(flow)?.name ?? missing.get(flow) ?? flow}'` : 'a block';
  const handled = type === 'finish' ? 'the flow stops' : flow === undefined ? type : `${type}: ${helper}`;
  if (retry === 0) return handled;
  return `${countOf(retry, 'retry', 'retries')}${delays.length > 0 ? ` after ${delays.join(', ')} ms` : ''}, then ${handled}`;
}
