import { fromBase64, toBase64 } from '../../runtime/bytes.js';
import type { Change } from '../world/change-set.js';
import type { AnyCollection } from '../world/collection.js';
import type { CompanyImage } from '../world/image.js';
import type { StoredChange, StoredTable } from './entry.js';

type Bytes = Pick<AnyCollection, 'bytes'> | undefined;

/** A row as JSON can write it. */
function toStored(definition: Bytes, row: object): object {
  return withBytes(definition, row, (value) => (value instanceof Uint8Array ? toBase64(value) : value));
}

export function fromStored(definition: Bytes, stored: object): object {
  return withBytes(definition, stored, (value) => (typeof value === 'string' ? fromBase64(value) : value));
}

function withBytes(definition: Bytes, row: object, convert: (value: unknown) => unknown): object {
  if (definition?.bytes === undefined) return row;
  return { ...row, ...Object.fromEntries(definition.bytes.map((field) => [field, convert(Reflect.get(row, field))])) };
}

export function toStoredChange(definitions: ReadonlyMap<string, AnyCollection>, { collection, key, after }: Change): StoredChange {
  return [collection, key, after === undefined ? null : toStored(definitions.get(collection), after)];
}

export function toStoredTables({ tables }: CompanyImage): StoredTable[] {
  return tables.map(({ definition, nextKey, rows }) => ({
    name: definition.name,
    nextKey,
    rows: rows.map((row) => toStored(definition, row)),
  }));
}
