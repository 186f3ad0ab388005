import { STRIDE, type Work } from '../../runtime/slices.js';
import type { Change } from './change-set.js';
import { type CollectionDefinition, type Key, type NamedIndex, valuesOf, type WritableRows } from './collection.js';
import type { TableImage } from './image.js';
import { assertFree, gained, lost } from './indexes.js';

/** Entering a row in its indexes takes a quarter of the time of parsing a record. */
const STEPS_OF_A_STRIDE = STRIDE / 4;

/** The current rows of a collection in insertion order, with their indexes. */
export class Table<T extends object, K extends Key, D, I extends string> implements WritableRows<T, K, I> {
  readonly definition: CollectionDefinition<T, K, D, I>;
  readonly unique: readonly NamedIndex[];
  readonly listing: readonly NamedIndex[];
  readonly #rows = new Map<K, T>();
  /** By index and value: the key of the row that has it. */
  readonly #holders = new Map<string, Map<Key, K>>();
  /** By index and value: the rows. */
  readonly #listed = new Map<string, Map<Key, Map<K, T>>>();
  #version = 0;
  #nextKey: number;

  constructor(definition: CollectionDefinition<T, K, D, I>) {
    this.definition = definition;
    this.#nextKey = definition.countsFrom ?? 1;
    const indexes = Object.entries<CollectionDefinition<T, K, D, I>['indexes'][I]>(definition.indexes);
    const named = indexes.map(([name, index]): NamedIndex => ({ name, ...index }));
    this.unique = named.filter(({ isUnique }) => isUnique);
    this.listing = named.filter(({ isUnique }) => !isUnique);
    for (const { name } of this.unique) this.#holders.set(name, new Map());
    for (const { name } of this.listing) this.#listed.set(name, new Map());
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
    const key = this.keyOf(index, value);
    return key === undefined ? undefined : this.#rows.get(key);
  }

  /** The key of the row with a value of a unique index. */
  keyOf(index: string, value: Key): K | undefined {
    return this.#holders.get(index)?.get(value);
  }

  list(index: I, value: Key): Iterable<T> {
    return this.#listed.get(index)?.get(value)?.values() ?? [];
  }

  nextKey(): number {
    return this.#nextKey++;
  }

  /** Gives no number below `next` from now on, because an earlier run has given them all. */
  countFrom(next: number): void {
    this.#nextKey = Math.max(this.#nextKey, next);
  }

  put(row: T): void {
    const key = this.definition.key(row);
    this.#assertFree(key, row);
    this.#release(key, row);
    this.#enter(key, row, this.#rows.get(key));
    this.#version++;
  }

  /** Adds the row of a document. False if the key is taken. */
  add(key: K, row: T): boolean {
    if (this.#rows.has(key)) return false;
    this.#assertFree(key, row);
    this.#enter(key, row, undefined);
    this.#version++;
    return true;
  }

  /** The current rows, which stay the same whatever is written later. */
  image(): TableImage<T> {
    return { definition: this.definition, rows: [...this.#rows.values()], nextKey: this.#nextKey };
  }

  /** Adds the rows of an image to an empty table. They had no conflicts, so they have none here. */
  *fill({ rows, nextKey }: TableImage<T>): Work<void> {
    let steps = 0;
    for (const row of rows) {
      if (++steps % STRIDE === 0) yield STEPS_OF_A_STRIDE;
      this.#enter(this.definition.key(row), row, undefined);
    }
    this.#nextKey = nextKey;
    this.#version++;
  }

  remove(key: K): void {
    this.#release(key, undefined);
    this.#version++;
  }

  /** Applies what a transaction checked for conflicts. All removals come before all additions, so two rows can swap values. */
  apply(changes: readonly Change<T, K>[]): void {
    for (const { key, after } of changes) this.#release(key, after);
    for (const { key, after } of changes) if (after !== undefined) this.#enter(key, after, this.#rows.get(key));
    this.#version++;
  }

  #assertFree(key: K, row: T): void {
    for (const { name, fields } of this.unique) {
      assertFree(valuesOf(row, fields), (value) => this.keyOf(name, value), key, this.definition.nouns, name);
    }
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

  #enter(key: K, row: T, before: T | undefined): void {
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
