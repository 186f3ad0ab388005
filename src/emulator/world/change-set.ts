import { isObject } from '../../util/is-object.js';
import type { Key } from './collection.js';

/** One written row. Without `before` the row was added, without `after` it was removed. */
export interface Change<T extends object = object, K extends Key = Key> {
  readonly collection: string;
  readonly key: K;
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** What one transaction did, collection by collection. Everything that follows writes receives change sets. */
export type ChangeSet = readonly Change[];

/** True if a row was written without a change: the same fields with the same texts, numbers and lists. */
export function isSameRow(left: object | undefined, right: object | undefined): boolean {
  if (left === right) return true;
  return isObject(left) && isObject(right) && holdsAllOf(left, right) && holdsAllOf(right, left);
}

/** An undefined field counts as missing. */
function holdsAllOf(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  for (const key in other) if (!isSameValue(one[key], other[key])) return false;
  return true;
}

function isSameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((item, index) => item === right[index]);
}
