import type { CardCall } from '../engine/card-call.js';
import { CardError, RunStopped } from '../engine/errors.js';
import type { Leave } from '../engine/leave.js';
import type { FlowInput } from '../engine/run.js';
import { getPath } from '../engine/values.js';
import type { Flow } from '../export/model.js';
import { suggestStub } from '../stubs/stubs.js';

/** The flow in an input: inline, or a helper by its UUID. Throws RunStopped if it was not exported. */
export function flowOf(call: CardCall, input: string): Flow {
  const slot = call.slot(input);
  if (slot?.flow !== undefined) return slot.flow;
  const uuid = call.get(input);
  if (typeof uuid !== 'string' || uuid === '')
    throw new CardError(`No flow is selected (input '${slot?.label ?? input}'). Choose one in the designer.`);
  const flow = call.run.pack.flows.get(uuid);
  if (flow !== undefined) return flow;
  const name = call.run.pack.missing.get(uuid) ?? uuid;
  throw new RunStopped(
    'unstubbed',
    `Flow '${name}' is not in the export. Export the folder that contains it, or add a stub for the card:\n${suggestStub(call.card, call.run.pack)}`,
  );
}

/** Runs the flow of an input and returns its outputs. */
export async function callFlow(call: CardCall, input: string, values: FlowInput): Promise<Leave> {
  return call.run.callFlow(flowOf(call, input), values, call.scope, call.scope.caller);
}

/** The inputs of a card that are passed to the helper. */
export function passedOn(call: CardCall, ...own: readonly string[]): Map<string, unknown> {
  return new Map(call.others(...own).map(([{ proxy, name }, value]) => [proxy?.destination ?? name, value]));
}

/** The helper's values for one list item: fields of the item where the designer mapped them, otherwise the same for all items. */
export function itemInput(call: CardCall, item: unknown, index: number, ...own: readonly string[]): FlowInput {
  const values = new Map<string, unknown>();
  for (const [{ proxy, name }, value] of call.others(...own)) {
    values.set(proxy?.destination ?? name, proxy?.isFromItem === true ? getPath(item, proxy.path) : value);
  }
  // An inline flow gets the item's fields by name; a helper only gets mapped fields.
  return { values, index, ...(call.slot('flo')?.flow !== undefined && { item }) };
}

/** The only output of a flow that returns one; Map, Filter and Reduce use it. */
export function soleValue(left: Leave): unknown {
  return left.output.values().next().value ?? null;
}

/** More than the designer allows. */
const MAX_AT_ONCE = 200;

/** Does `work` for each item: one after the other, or in parallel up to the card's concurrency. */
export async function forEach<T>(call: CardCall, items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const isConcurrent = call.run.semantics.forEach === 'concurrent';
  const atOnce = isConcurrent ? Math.min(MAX_AT_ONCE, Math.max(1, call.number('concurrency'))) : 1;
  const queue = items.entries();
  // All workers share one iterator, so each item is processed once.
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, Math.max(1, items.length)) }, worker));
}
