import type { Card } from '../export/model.js';
import { FlowInputError } from '../problem.js';
import type { StubOutcome } from '../stubs/schema.js';
import type { CardCall } from './card-call.js';
import { CardError } from './errors.js';
import type { Outputs } from './leave.js';
import { streamRecords } from './stream-records.js';

/** The outputs that a stub gives a card. Throws CardError if the stub makes the card fail, FlowInputError for an unknown output. */
export async function runStubbed(call: CardCall, { error, outputs = {}, records }: StubOutcome): Promise<Outputs> {
  if (error !== undefined) throw new CardError(error.message, error.code);
  const names = new Map(
    call.card.outputs.flatMap(({ name, key, label }) => [
      [label, name],
      [key, name],
      [name, name],
    ]),
  );
  const given = new Map(Object.entries(outputs).map(([name, value]) => [assertOutput(names, name, call.card), value]));
  if (records === undefined) return given;
  return new Map([...(await stream(call, records)), ...given]);
}

function assertOutput(names: ReadonlyMap<string, string>, name: string, card: Card): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const outputs = card.outputs.map((slot) => `'${slot.name}'`).join(', ') || 'none';
  throw new FlowInputError(
    `The stub for '${card.title}' sets '${name}', which is not an output of that card. Its outputs are: ${outputs}.`,
  );
}

/** Passes the records to the helper of a card that streams. */
async function stream(call: CardCall, records: readonly Readonly<Record<string, unknown>>[]): Promise<Map<string, unknown>> {
  const slot = call.card.inputs.find(({ type }) => type === 'flo');
  const flow = slot?.flow ?? call.run.pack.flows.get(String(slot === undefined ? '' : call.values.get(slot.id)));
  if (flow === undefined)
    throw new FlowInputError(
      `The stub for '${call.card.title}' has records, but the card has no helper to receive them. Use outputs instead.`,
    );
  const count = await streamRecords(call, flow, records);
  const counter = call.card.outputs.find(({ key }) => key === 'Records Streamed');
  return new Map(counter === undefined ? [] : [[counter.name, count]]);
}
