import type { CardCall } from '../engine/card-call.js';
import { CardError, RunStopped } from '../engine/errors.js';
import type { Leave } from '../engine/leave.js';
import type { FlowInput } from '../engine/run.js';
import { getPath } from '../engine/values.js';
import type { Flow } from '../export/model.js';
import { suggestStub } from '../stubs/stubs.js';

/** The flow an input holds: inline, or a helper by its UUID. Throws RunStopped when it was not exported. */
export function flowOf(call: CardCall, input: string): Flow {
  const slot = call.slot(input);
  if (slot?.flow !== undefined) return slot.flow;
  const uuid = call.get(input);
  if (typeof uuid !== 'string' || uuid === '') throw new CardError(`No flow is chosen (input '${slot?.label ?? input}').`);
  const flow = call.run.pack.flows.get(uuid);
  if (flow !== undefined) return flow;
  const name = call.run.pack.missing.get(uuid) ?? uuid;
  throw new RunStopped(
    'unstubbed',
    `The flow '${name}' is not in the export. Export the folder that contains it, or add a stub for the card:\n${suggestStub(call.card, call.run.pack)}`,
  );
}

/** Runs the flow of an input, and gives what it returned. */
export async function callFlow(call: CardCall, input: string, values: FlowInput): Promise<Leave> {
  return call.run.callFlow(flowOf(call, input), values, call.scope, call.scope.caller);
}

/** The inputs of a card that are not its own but the helper's. */
export function passedOn(call: CardCall, ...own: readonly string[]): Map<string, unknown> {
  return new Map(call.others(...own).map(([{ proxy, name }, value]) => [proxy?.destination ?? name, value]));
}

/** What a helper gets for one item of a list: fields of the item where the designer mapped them, else the same for all. */
export function itemInput(call: CardCall, item: unknown, index: number, ...own: readonly string[]): FlowInput {
  const values = new Map<string, unknown>();
  for (const [{ proxy, name }, value] of call.others(...own)) {
    values.set(proxy?.destination ?? name, proxy?.isFromItem === true ? getPath(item, proxy.path) : value);
  }
  // An inline flow takes the item's fields by their names; a helper only has what is mapped.
  return { values, index, ...(call.slot('flo')?.flow !== undefined && { item }) };
}

/** The one value of a flow that returns one: what Map, Filter and Reduce go on with. */
export function soleValue(left: Leave): unknown {
  return left.output.values().next().value ?? null;
}

/** More at once than the designer allows. */
const MAX_AT_ONCE = 200;

/** Does `work` for each item: one after the other, or as many at once as the card's concurrency says. */
export async function forEach<T>(call: CardCall, items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const isConcurrent = call.run.semantics.forEach === 'concurrent';
  const atOnce = isConcurrent ? Math.min(MAX_AT_ONCE, Math.max(1, call.number('concurrency'))) : 1;
  const queue = items.entries();
  // All share one iterator, so each item is taken once.
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, Math.max(1, items.length)) }, worker));
}
