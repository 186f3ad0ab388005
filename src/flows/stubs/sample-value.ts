import { isObject } from '../../util/is-object.js';
import type { Slot, SlotType } from '../export/model.js';

/** Levels of objects in a declared type; objects below that are empty. */
const MAX_DEPTH = 8;
/** The same instant in every file. */
const INSTANT = '2026-01-31T09:00:00.000Z';
const STATUS_CODE = /^status.?code$/i;

/**
 * A value of the type that an export declares: an object has the keys of its type, a list has one item, a status code is 200.
 * @example sampleValue({ key: 'Users', label: 'Users', type: { ID: { type: 'string' } }, isList: true }) // [{ ID: '' }]
 */
export function sampleValue({ key, label, type, isList }: Pick<Slot, 'key' | 'label' | 'type' | 'isList'>): unknown {
  if (!isList && (STATUS_CODE.test(key) || STATUS_CODE.test(label))) return type === 'string' ? '200' : 200;
  const sample = sampleOf(type, 0);
  return isList ? [sample] : sample;
}

function sampleOf(type: SlotType, depth: number): unknown {
  if (typeof type !== 'string') return depth >= MAX_DEPTH ? {} : sampleObject(type, depth);
  if (type === 'number') return 0;
  if (type === 'boolean') return false;
  if (type === 'Date') return INSTANT;
  if (type === 'Array') return [];
  return type === 'object' ? {} : '';
}

/** Fields are `{ type, collection }`, or only the name of a type. */
function sampleObject(fields: Readonly<Record<string, unknown>>, depth: number): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, unknown] => {
      const { type = 'string', collection = false } = isObject(field) ? field : { type: field };
      const sample = sampleOf(isObject(type) || typeof type === 'string' ? type : 'string', depth + 1);
      return [name, collection === true ? [sample] : sample];
    }),
  );
}
