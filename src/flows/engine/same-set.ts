import { isObject } from '../../util/is-object.js';

/**
 * Values told apart as `isSame` tells them, each looked up at once: comparing every one with every other takes minutes for a
 * few ten thousand objects.
 */
export class SameSet {
  readonly #keys = new Set<unknown>();

  constructor(values: readonly unknown[] = []) {
    for (const value of values) this.add(value);
  }

  has(value: unknown): boolean {
    return this.#keys.has(keyOf(value));
  }

  /** True when it was not there. */
  add(value: unknown): boolean {
    const { size } = this.#keys;
    this.#keys.add(keyOf(value));
    return this.#keys.size > size;
  }
}

/**
 * Scalars stand for themselves, and what is not there is null; a text is marked, so that none is taken for the canonical
 * text of an object.
 */
function keyOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return canonicalJSON(value);
  return typeof value === 'string' ? `'${value}` : (value ?? null);
}

/** JSON with the keys of each object in one order. */
function canonicalJSON(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJSON).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJSON(value[key])}`).join(',')}}`;
}
