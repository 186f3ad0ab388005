import type { Flow } from '../export/model.js';
import type { CardCall } from './card-call.js';

/**
 * Passes records one by one to the helper of a card that streams. The helper receives a record as `Record`; the other
 * fields of the card's Streaming section are the keys of `State` (documented: "Stream matching records with a helper flow").
 * `from` is the number of earlier records. Throws what the helper throws.
 * @example await streamRecords(call, helper, [{ ID: '00u1' }]); // 1
 */
export async function streamRecords(call: CardCall, flow: Flow, records: readonly unknown[], from = 0): Promise<number> {
  const state = streamState(call);
  for (const [index, record] of call.counted(records).entries()) {
    const values = new Map<string, unknown>([
      ['Record', record],
      ['State', state],
    ]);
    await call.run.callFlow(flow, { values, index: from + index }, call.scope, call.scope.caller);
  }
  return records.length;
}

function streamState(call: CardCall): Record<string, unknown> {
  const fields = call.card.inputs.filter(({ group, type, flow }) => group === 'Streaming' && type !== 'flo' && flow === undefined);
  return Object.fromEntries(fields.map(({ id, key }) => [key, call.values.get(id) ?? null]));
}
