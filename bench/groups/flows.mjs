import { join } from 'node:path';
import { outputOf } from '../support/processes.mjs';
import { row } from '../support/rows.mjs';

/** A flow of 25 cards, read and run; a For Each over a helper of ten cards; the memory of long lists in Map and For Each. */
export async function flows({ quick }) {
  const count = quick ? 2000 : 10_000;
  const script = join(import.meta.dirname, '../children/flows-run.mjs');
  const { warm, few, many, alive } = await outputOf(script, [String(count)], { flags: ['--expose-gc'] });
  const number = (value) => value.toLocaleString('en-US');
  const memory = (bytes) => `${Math.round(bytes / 1e6)} MB`;
  return {
    rows: [
      row({ id: 'flow', what: 'flow of 25 cards, read and run warm', value: warm, unit: 'ms', atMost: 50, detail: 'median of 21' }),
      row({
        id: 'for-each',
        what: `For Each of ${number(count)} over ten cards`,
        value: many.ms,
        unit: 'ms',
        atMost: 5000,
        detail: 'ten cards for each item',
      }),
      row({
        id: 'for-each-memory',
        what: 'memory after it, many items against few',
        value: many.heap / few.heap,
        unit: '×',
        atMost: 1.5,
        detail: `${memory(few.heap)} after ${number(count / 10)}, ${memory(many.heap)} after ${number(count)}`,
      }),
      row({
        id: 'map-memory',
        what: `memory while ${number(10 * count)} items go through Map and For Each, against ${number(count)}`,
        value: alive.many / alive.few,
        unit: '×',
        atMost: 1.5,
        detail: `${memory(alive.few)}, ${memory(alive.many)}`,
      }),
    ],
  };
}
