import { isObject } from '../../util/is-object.js';

/**
 * A set of values that compares them like `isSame`, with fast lookup: comparing all pairs takes minutes for tens of thousands
 * of objects.
 */
export class SameSet {
  readonly #keys = new Set<unknown>();

  constructor(values: readonly unknown[] = []) {
    for (const value of values) this.add(value);
  }

  has(value: unknown): boolean {
    return this.#keys.has(keyOf(value));
  }

  /** True if the value was new. */
  add(value: unknown): boolean {
    const { size } = this.#keys;
    this.#keys.add(keyOf(value));
    return this.#keys.size > size;
  }
}

/**
 * The key of a scalar is the scalar itself, and undefined counts as null. Texts get a prefix, so none is mistaken for the
 * canonical text of an object.
 */
function keyOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return canonicalJSON(value);
  return typeof value === 'string' ? `'${value}` : (value ?? null);
}

/** JSON with the keys of all objects in a fixed order. */
function canonicalJSON(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJSON).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJSON(value[key])}`).join(',')}}`;
}
