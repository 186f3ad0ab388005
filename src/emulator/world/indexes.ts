import { isObject } from '../../util/is-object.js';
import { ConflictError, type Key, type NamedIndex, valuesOf } from './collection.js';

const NONE: readonly Key[] = [];

/** Throws ConflictError if another row has one of the values. */
export function assertFree<K>(values: readonly Key[], holder: (value: Key) => K | undefined, key: K, nouns: string, index: string): void {
  for (const value of values) {
    const held = holder(value);
    if (held !== undefined && held !== key) throw new ConflictError(nouns, index, value);
  }
}

/** The values that no longer lead to a row. An unchanged list is skipped, because a person who was often renamed has a long one. */
export function lost(before: object | undefined, after: object | undefined, { fields }: NamedIndex): readonly Key[] {
  if (before === undefined) return NONE;
  if (after === undefined) return valuesOf(before, fields);
  if (isUnchanged(before, after, fields)) return NONE;
  const kept = new Set(valuesOf(after, fields));
  return valuesOf(before, changedFields(before, after, fields)).filter((value) => !kept.has(value));
}

/** The values that may newly lead to a row: the values of each changed field. */
export function gained(before: object | undefined, after: object, { fields }: NamedIndex): readonly Key[] {
  if (before === undefined) return valuesOf(after, fields);
  return isUnchanged(before, after, fields) ? NONE : valuesOf(after, changedFields(before, after, fields));
}

function isUnchanged(before: object, after: object, fields: readonly string[]): boolean {
  if (!isObject(before) || !isObject(after)) return before === after;
  for (const field of fields) if (before[field] !== after[field]) return false;
  return true;
}

function changedFields(before: object, after: object, fields: readonly string[]): string[] {
  return fields.filter((field) => !isUnchanged(before, after, [field]));
}
