import type { Change } from './change-set.js';
import { type CollectionDefinition, type Key, type NamedIndex, valuesOf, type WritableRows } from './collection.js';
import { assertFree, gained, lost } from './indexes.js';

/** The current rows of a collection in insertion order, with their indexes. */
export class Table<T extends object, K extends Key, D, I extends string> implements WritableRows<T, K, I> {
  readonly definition: CollectionDefinition<T, K, D, I>;
  readonly unique: readonly NamedIndex[];
  readonly listing: readonly NamedIndex[];
  #rows = new Map<K, T>();
  /** By index and value: the key of the row that has it. */
  #holders = new Map<string, Map<Key, K>>();
  /** By index and value: the rows. */
  #listed = new Map<string, Map<Key, Map<K, T>>>();
  /** True if another table reads the same maps, which are therefore copied before the next write. */
  #isShared = false;
  #version = 0;
  #nextKey: number;

  constructor(definition: CollectionDefinition<T, K, D, I>, original?: Table<T, K, D, I>) {
    this.definition = definition;
    this.#nextKey = definition.countsFrom ?? 1;
    if (original !== undefined) {
      this.unique = original.unique;
      this.listing = original.listing;
      this.#share(original);
      return;
    }
    const indexes = Object.entries<CollectionDefinition<T, K, D, I>['indexes'][I]>(definition.indexes);
    const named = indexes.map(([name, index]): NamedIndex => ({ name, ...index }));
    this.unique = named.filter(({ isUnique }) => isUnique);
    this.listing = named.filter(({ isUnique }) => !isUnique);
    for (const { name } of this.unique) this.#holders.set(name, new Map());
    for (const { name } of this.listing) this.#listed.set(name, new Map());
  }

  /** A separate table with the same rows. It costs next to nothing, because nothing is copied until one of the two is written. */
  fork(): Table<T, K, D, I> {
    this.#isShared = true;
    return new Table(this.definition, this);
  }

  /** Counts the writes, so a derived view can be kept until the next one. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** The next number, without using it up. */
  get following(): number {
    return this.#nextKey;
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

  /** The key of the row with a value of a unique index. */
  holder(index: string, value: Key): K | undefined {
    return this.#holders.get(index)?.get(value);
  }

  list(index: I, value: Key): Iterable<T> {
    return this.#listed.get(index)?.get(value)?.values() ?? [];
  }

  nextKey(): number {
    return this.#nextKey++;
  }

  put(row: T): void {
    this.#own();
    const key = this.definition.key(row);
    for (const { name, fields } of this.unique) {
      assertFree(valuesOf(row, fields), (value) => this.holder(name, value), key, this.definition.nouns, name);
    }
    this.#release(key, row);
    this.#enter(key, row);
    this.#version++;
  }

  remove(key: K): void {
    this.#own();
    this.#release(key, undefined);
    this.#version++;
  }

  /** Applies what a transaction checked for conflicts. All removals come before all additions, so two rows can swap values. */
  apply(changes: readonly Change<T, K>[]): void {
    this.#own();
    for (const { key, after } of changes) this.#release(key, after);
    for (const { key, after } of changes) if (after !== undefined) this.#enter(key, after);
    this.#version++;
  }

  #share(original: Table<T, K, D, I>): void {
    this.#isShared = true;
    this.#rows = original.#rows;
    this.#holders = original.#holders;
    this.#listed = original.#listed;
    this.#version = original.#version;
    this.#nextKey = original.#nextKey;
  }

  /** Copies the maps, but no row: rows are replaced and never modified in place. */
  #own(): void {
    if (!this.#isShared) return;
    this.#isShared = false;
    this.#rows = new Map(this.#rows);
    this.#holders = copied(this.#holders, (values) => new Map(values));
    this.#listed = copied(this.#listed, (values) => copied(values, (rows) => new Map(rows)));
  }

  #release(key: K, after: T | undefined): void {
    const before = this.#rows.get(key);
    if (before === undefined) return;
    for (const index of this.unique) {
      const holders = this.#holders.get(index.name);
      for (const value of lost(before, after, index)) if (holders?.get(value) === key) holders.delete(value);
    }
    for (const index of this.listing) {
      const listed = this.#listed.get(index.name);
      for (const value of lost(before, after, index)) {
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
    for (const index of this.unique) {
      const holders = this.#holders.get(index.name);
      for (const value of gained(before, row, index)) holders?.set(value, key);
    }
    for (const { name, fields } of this.listing) {
      const listed = this.#listed.get(name);
      for (const value of valuesOf(row, fields)) {
        const rows = listed?.get(value);
        if (rows === undefined) listed?.set(value, new Map([[key, row]]));
        else rows.set(key, row);
      }
    }
    if (typeof key === 'number' && key >= this.#nextKey) this.#nextKey = key + 1;
  }
}

function copied<A, V>(map: ReadonlyMap<A, V>, copy: (value: V) => V): Map<A, V> {
  return new Map(Array.from(map, ([key, value]) => [key, copy(value)]));
}
