import { isObject } from '../../util/is-object.js';
import { CardError, conversionError } from './errors.js';

/** Options for undocumented behaviour of values. */
export interface ValueSemantics {
  /** `loose` accepts "5" as a number and 5 as a text, as the loose flags in exports suggest; `strict` refuses both. */
  readonly coercions: 'loose' | 'strict';
  /** What null becomes where a text is expected. */
  readonly nullInText: 'empty' | 'null';
}

/** A text; an object or a list becomes its JSON. */
export function toText(value: unknown, semantics: ValueSemantics): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return semantics.nullInText === 'null' ? 'null' : '';
  if (semantics.coercions === 'strict') throw conversionError(value, 'text');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A number; null and an empty text are 0. */
export function toNumber(value: unknown, { coercions }: ValueSemantics): number {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined || value === '') return 0;
  if (coercions === 'loose') {
    const number = typeof value === 'string' ? Number(value) : typeof value === 'boolean' ? Number(value) : Number.NaN;
    if (!Number.isNaN(number)) return number;
  }
  throw conversionError(value, 'number');
}

export function toFlag(value: unknown, { coercions }: ValueSemantics): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined || value === '') return false;
  if (coercions === 'loose') {
    if (value === 'true' || value === 'True' || value === 1) return true;
    if (value === 'false' || value === 'False' || value === 0) return false;
  }
  throw conversionError(value, 'true or false');
}

export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined || value === '') return [];
  throw conversionError(value, 'list');
}

export type ObjectValue = Readonly<Record<string, unknown>>;

/** An object; a list counts as one too, with its positions as keys. */
export function toObject(value: unknown): ObjectValue {
  if (isObject(value)) return value;
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  if (value === null || value === undefined || value === '') return {};
  throw conversionError(value, 'object');
}

/** True for null, an empty text, an empty list and an object without keys. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/**
 * The value at a path: a key as written, or keys separated by dots, with a number for a position in a list. Undefined if there
 * is none. Only an object's own keys are found: `__proto__` is a key like any other.
 * @example getPath({ result: [{ id: 7 }] }, 'result.0.id') // 7
 */
export function getPath(value: unknown, path: string): unknown {
  if (path === '') return value;
  if (isObject(value) && Object.hasOwn(value, path)) return value[path];
  let found: unknown = value;
  for (const key of path.split('.')) {
    if (Array.isArray(found)) found = /^\d+$/.test(key) ? found[Number(key)] : undefined;
    else if (isObject(found) && Object.hasOwn(found, key)) found = found[key];
    else return undefined;
  }
  return found;
}

/** A deeper path is a mistake, and the value would overflow the stack when printed. */
const MAX_PATH_DEPTH = 100;

/** A copy with the value at a path set; missing objects on the way are created. */
export function setPath(object: unknown, path: string, value: unknown): unknown {
  const keys = path.split('.');
  if (keys.length > MAX_PATH_DEPTH) throw new CardError(`The path has ${keys.length} parts; the maximum is ${MAX_PATH_DEPTH}. Shorten it.`);
  return setKeys(object, keys, value);
}

function setKeys(object: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(object) && /^\d{1,6}$/.test(key)) {
    const copy = [...object];
    copy[Number(key)] = rest.length === 0 ? value : setKeys(object[Number(key)], rest, value);
    return copy;
  }
  const held = isObject(object) ? object : {};
  const inner = rest.length === 0 ? value : setKeys(Object.hasOwn(held, key) ? held[key] : undefined, rest, value);
  return withKey(held, key, inner);
}

/** `{ ...object, [key]: value }`, which also works for a key called __proto__. */
export function withKey(object: ObjectValue, key: string, value: unknown): ObjectValue {
  return Object.fromEntries([...Object.entries(object), [key, value]]);
}

/** Whether two values have the same content; the order of keys does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return (one ?? null) === (other ?? null);
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
}
