import type { Change } from './change-set.js';
import {
  type CollectionDefinition,
  ConflictError,
  fieldOf,
  type IndexDefinition,
  type Key,
  valuesOf,
  type WritableRows,
} from './collection.js';

/** The rows of a collection as they stand, in the order in which they came, with their indexes. */
export class Table<T extends object, K extends Key, D, I extends string> implements WritableRows<T, K, I> {
  readonly definition: CollectionDefinition<T, K, D, I>;
  readonly #rows = new Map<K, T>();
  readonly #unique = new Map<string, Map<Key, K>>();
  readonly #listed = new Map<string, Map<Key, Map<K, T>>>();
  #version = 0;
  #nextKey: number;

  constructor(definition: CollectionDefinition<T, K, D, I>) {
    this.definition = definition;
    this.#nextKey = definition.countsFrom ?? 1;
    for (const [name, { isUnique }] of indexesOf(definition)) {
      if (isUnique) this.#unique.set(name, new Map());
      else this.#listed.set(name, new Map());
    }
  }

  /** Counts what was written, so that a view may be kept until the next write. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: K): T | undefined {
    return this.#rows.get(key);
  }

  has(key: K): boolean {
    return this.#rows.has(key);
  }

  values(): Iterable<T> {
    return this.#rows.values();
  }

  find(index: I, value: Key): T | undefined {
    const key = this.holder(index, value);
    return key === undefined ? undefined : this.#rows.get(key);
  }

  /** The key of the row that holds a value of a unique index. */
  holder(index: string, value: Key): K | undefined {
    return this.#unique.get(index)?.get(value);
  }

  list(index: I, value: Key): Iterable<T> {
    return this.#listed.get(index)?.get(value)?.values() ?? [];
  }

  nextKey(): number {
    return this.#nextKey++;
  }

  /** The next number without taking it. */
  get following(): number {
    return this.#nextKey;
  }

  put(row: T): void {
    const key = this.definition.key(row);
    for (const [name, { fields, isUnique }] of indexesOf(this.definition)) {
      if (isUnique) assertFree(valuesOf(row, fields), (value) => this.holder(name, value), key, this.definition.nouns, name);
    }
    this.#release(key, row);
    this.#enter(key, row);
    this.#version++;
  }

  remove(key: K): void {
    this.#release(key, undefined);
    this.#version++;
  }

  /** What a transaction found to be free of conflicts: all that goes before all that comes, so that two rows may swap. */
  apply(changes: readonly Change<T, K>[]): void {
    for (const { key, after } of changes) this.#release(key, after);
    for (const { key, after } of changes) if (after !== undefined) this.#enter(key, after);
    this.#version++;
  }

  #release(key: K, after: T | undefined): void {
    const before = this.#rows.get(key);
    if (before === undefined) return;
    for (const [name, { fields }] of indexesOf(this.definition)) {
      const unique = this.#unique.get(name);
      const listed = this.#listed.get(name);
      for (const value of lost(before, after, fields)) {
        if (unique?.get(value) === key) unique.delete(value);
        const rows = listed?.get(value);
        rows?.delete(key);
        if (rows?.size === 0) listed?.delete(value);
      }
    }
    if (after === undefined) this.#rows.delete(key);
  }

  #enter(key: K, row: T): void {
    const before = this.#rows.get(key);
    this.#rows.set(key, row);
    for (const [name, { fields }] of indexesOf(this.definition)) {
      const unique = this.#unique.get(name);
      if (unique !== undefined) for (const value of gained(before, row, fields)) unique.set(value, key);
      const listed = this.#listed.get(name);
      if (listed !== undefined) for (const value of valuesOf(row, fields)) entry(listed, value).set(key, row);
    }
    if (typeof key === 'number' && key >= this.#nextKey) this.#nextKey = key + 1;
  }
}

export function indexesOf(definition: { readonly indexes: object }): [string, IndexDefinition][] {
  return Object.entries(definition.indexes);
}

/** Throws ConflictError when another row holds one of the values. */
export function assertFree<K>(values: readonly Key[], holder: (value: Key) => K | undefined, key: K, nouns: string, index: string): void {
  for (const value of values) {
    const held = holder(value);
    if (held !== undefined && held !== key) throw new ConflictError(nouns, index, value);
  }
}

/** The values that no longer lead to a row. A list that is the same object is not looked through: somebody who was often renamed has a long one. */
export function lost(before: object | undefined, after: object | undefined, fields: readonly string[]): Key[] {
  if (before === undefined) return [];
  if (after === undefined) return valuesOf(before, fields);
  const changed = changedFields(before, after, fields);
  if (changed.length === 0) return [];
  const kept = new Set(valuesOf(after, fields));
  return valuesOf(before, changed).filter((value) => !kept.has(value));
}

/** The values that newly lead to a row, or may: those of each field that is not the same as before. */
export function gained(before: object | undefined, after: object, fields: readonly string[]): Key[] {
  return valuesOf(after, before === undefined ? fields : changedFields(before, after, fields));
}

function changedFields(before: object, after: object, fields: readonly string[]): string[] {
  return fields.filter((field) => fieldOf(before, field) !== fieldOf(after, field));
}

function entry<K, T>(listed: Map<Key, Map<K, T>>, value: Key): Map<K, T> {
  const rows = listed.get(value) ?? new Map<K, T>();
  listed.set(value, rows);
  return rows;
}
