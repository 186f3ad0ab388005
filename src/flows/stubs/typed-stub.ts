import type { Card, Flow, Pack } from '../export/model.js';
import { recordSlot } from '../export/record-slot.js';
import { sampleValue } from './sample-value.js';
import type { StubInput } from './schema.js';

/**
 * A stub for a card, with a value of the declared type for each output. A card that streams to a flow of the export gets
 * one record, with the keys that the flow declares.
 * @example typedStub(card, pack) // { card: '@box.getUser', outputs: { 'User/ID': '', 'User/Active': false } }
 */
export function typedStub(card: Card, pack: Pick<Pack, 'flows'>, name = card.id): StubInput {
  const taker = streamedTo(card, pack);
  // The runner counts the streamed records itself.
  const outputs = card.outputs.filter(({ key }) => taker === undefined || key !== 'Records Streamed');
  return {
    card: name,
    ...(outputs.length > 0 && { outputs: Object.fromEntries(outputs.map((slot) => [slot.name, sampleValue(slot)])) }),
    ...(taker !== undefined && { records: [sampleRecord(taker)] }),
  };
}

/** The flow that receives the records of a connector's card. */
function streamedTo({ id, inputs }: Card, pack: Pick<Pack, 'flows'>): Flow | undefined {
  if (!id.startsWith('@')) return undefined;
  const slot = inputs.find(({ type }) => type === 'flo');
  return slot?.flow ?? pack.flows.get(String(slot?.literal ?? ''));
}

function sampleRecord(taker: Flow): Record<string, unknown> {
  const record = recordSlot(taker);
  const sample = record === undefined ? {} : sampleValue({ ...record, isList: false });
  return typeof sample === 'object' && sample !== null ? { ...sample } : {};
}
