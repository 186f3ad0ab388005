import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { streamRecords } from '../engine/stream-records.js';
import type { ObjectValue } from '../engine/values.js';
import { recordSlot } from '../export/record-slot.js';
import { recordOfType, withDeclared } from '../okta/fields.js';
import { outputsOf, pagesOf } from './ask-okta.js';
import { flowOf } from './call-flow.js';

/** Documented: the maximum number of streamed records, which is also the default. */
const MOST_STREAMED = 1_000_000;
/** Documented: the maximum number of records returned as a list. */
const MOST_LISTED = 200;

/** A list of the API, and the form of its records if the card does not declare their keys. */
interface Listing {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly toRecord: (record: ObjectValue) => ObjectValue;
}

/**
 * Records in the form that the card's Result Set chooses: streamed to a helper, the first one, or the first 200. A record in a list has
 * exactly the keys that the output declares; a record for a helper also has the keys that the helper declares.
 */
export async function giveList(call: CardCall, listing: Listing): Promise<Outputs> {
  const resultSet = call.text('parameters/resultSet');
  const helper = call.card.inputs.find(({ name, type }) => name === 'Streaming/Flow' || type === 'flo');
  if (helper !== undefined && !/^(?:First|All)\b/.test(resultSet)) return streamList(call, helper.name, listing);
  const isFirst = resultSet.startsWith('First Matching');
  // Older versions of the cards call it All Matching Records.
  const most = isFirst ? 1 : resultSet.startsWith('All') ? MOST_STREAMED : MOST_LISTED;
  const records: ObjectValue[] = [];
  for await (const page of pagesOf(call, pathOf(call, listing, most), most)) records.push(...page);
  return isFirst ? outputsOf(call, records[0] ?? {}) : new Map(listOutputs(call, records, listing));
}

function pathOf({ run }: CardCall, { path, query = {} }: Listing, most: number): string {
  const limit = Math.min(run.okta.mostOfAPage, most);
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams([...filled, ['limit', String(limit)]])}`;
}

async function streamList(call: CardCall, input: string, listing: Listing): Promise<Outputs> {
  const helper = flowOf(call, input);
  const most = recordLimit(call);
  const type = recordSlot(helper)?.type ?? 'object';
  const toRecord = (record: ObjectValue): ObjectValue => withDeclared(listing.toRecord(record), record, type);
  let count = 0;
  if (most > 0) {
    for await (const page of pagesOf(call, pathOf(call, listing, most), most))
      count += await streamRecords(call, helper, page.map(toRecord), count);
  }
  const counters = call.card.outputs.filter(({ key }) => key === 'Records Streamed');
  return new Map(counters.map(({ name }) => [name, count]));
}

/** Documented: a limit below 0 is an error, and an empty one means all. Exports call the input `Limit`; its label is `Record Limit`. */
function recordLimit(call: CardCall): number {
  const slot = call.card.inputs.find(
    ({ group, key, label }) => /Criteria$/.test(group) && (key === 'Limit' || /^Record Limit$/i.test(label)),
  );
  const value = slot === undefined ? undefined : call.values.get(slot.id);
  if (slot === undefined || value === null || value === undefined || value === '') return MOST_STREAMED;
  const limit = call.number(slot.name);
  if (limit < 0) throw new CardError(`The record limit must be 0 or more (input '${slot.label}').`);
  return Math.min(MOST_STREAMED, Math.floor(limit));
}

/** All outputs that are lists, whatever their names; Raw Output has the records as returned by the API. */
function listOutputs(call: CardCall, records: readonly ObjectValue[], { toRecord }: Listing): [string, unknown][] {
  return call.card.outputs.flatMap(({ name, key, type, isList }): [string, unknown][] => {
    if (key === 'Raw Output') return [[name, records]];
    if (!isList) return [];
    const hasKeys = typeof type === 'object' && Object.keys(type).length > 0;
    return [[name, records.map((record) => (hasKeys ? recordOfType(record, type) : toRecord(record)))]];
  });
}
