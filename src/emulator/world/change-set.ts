import type { Key } from './collection.js';

/** One row that was written: without `before` it is new, without `after` it went. */
export interface Change<T extends object = object, K extends Key = Key> {
  readonly collection: string;
  readonly key: K;
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** What one transaction did, collection by collection: the unit of all that follows a write. */
export type ChangeSet = readonly Change[];

/** True when a row is written as it was: the same fields with the same texts, numbers and lists. */
export function isSameRow(left: object | undefined, right: object | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  const before = Object.entries(left).filter(isSet);
  const after = new Map(Object.entries(right).filter(isSet));
  return before.length === after.size && before.every(([key, value]) => isSameValue(value, after.get(key)));
}

function isSet([, value]: [string, unknown]): boolean {
  return value !== undefined;
}

function isSameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!Array.isArray(left) || !Array.isArray(right)) return false;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
