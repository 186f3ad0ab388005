import { STRIDE, type Work } from '../../runtime/slices.js';
import type { Change } from './change-set.js';
import { type CollectionDefinition, type Key, type NamedIndex, valuesOf, type WritableRows } from './collection.js';
import { type Contents, indexingOf } from './contents.js';
import type { TableImage } from './image.js';
import { assertFree } from './indexes.js';

/** Entering a row in its indexes takes a quarter of the time of parsing a record. */
const STEPS_OF_A_STRIDE = STRIDE / 4;

/**
 * Up to this size, tables and images share their contents until the next write, which copies them. Copying a larger table in one
 * go would take too long, so its rows are entered one by one instead, with pauses.
 */
const MAX_SHARED = 1000;

/** The current rows of a collection in insertion order, with their indexes. */
export class Table<T extends object, K extends Key, D, I extends string> implements WritableRows<T, K, I> {
  readonly definition: CollectionDefinition<T, K, D, I>;
  readonly unique: readonly NamedIndex[];
  readonly listing: readonly NamedIndex[];
  #contents: Contents<T, K>;
  #isShared = true;
  #version = 0;
  #nextKey: number;

  constructor(definition: CollectionDefinition<T, K, D, I>) {
    this.definition = definition;
    this.#nextKey = definition.countsFrom ?? 1;
    const { unique, listing, empty } = indexingOf(definition);
    this.unique = unique;
    this.listing = listing;
    this.#contents = empty;
  }

  /** Counts the writes, so a derived view can be kept until the next one. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#contents.rows.size;
  }

  /** The next number, without using it up. */
  get following(): number {
    return this.#nextKey;
  }

  get(key: K): T | undefined {
    return this.#contents.rows.get(key);
  }

  has(key: K): boolean {
    return this.#contents.rows.has(key);
  }

  values(): Iterable<T> {
    return this.#contents.rows.values();
  }

  find(index: I, value: Key): T | undefined {
    const key = this.keyOf(index, value);
    return key === undefined ? undefined : this.get(key);
  }

  /** The key of the row with a value of a unique index. */
  keyOf(index: string, value: Key): K | undefined {
    return this.#contents.keyOf(index, value);
  }

  list(index: I, value: Key): Iterable<T> {
    return this.#contents.list(index, value);
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
    const contents = this.#writable();
    contents.release(key, row);
    this.#enter(contents, key, row);
    this.#version++;
  }

  /** Adds the row of a document. False if the key is taken. */
  add(key: K, row: T): boolean {
    if (this.has(key)) return false;
    this.#assertFree(key, row);
    this.#enter(this.#writable(), key, row);
    this.#version++;
    return true;
  }

  /** The current rows, which stay the same whatever is written later. */
  image(): TableImage<T, K> {
    const image = { definition: this.definition, rows: [...this.values()], nextKey: this.#nextKey };
    if (this.size > MAX_SHARED) return image;
    this.#isShared = true;
    return { ...image, contents: this.#contents };
  }

  /** Adds the rows of an image to an empty table. They had no conflicts, so they have none here. */
  *fill({ rows, nextKey, contents }: TableImage<T, K>): Work<void> {
    if (contents === undefined) yield* this.#fillWith(rows);
    else {
      this.#contents = contents;
      this.#isShared = true;
    }
    this.#nextKey = nextKey;
    this.#version++;
  }

  *#fillWith(rows: readonly T[]): Work<void> {
    const writable = this.#writable();
    let steps = 0;
    for (const row of rows) {
      if (++steps % STRIDE === 0) yield STEPS_OF_A_STRIDE;
      this.#enter(writable, this.definition.key(row), row);
    }
  }

  remove(key: K): void {
    this.#writable().release(key, undefined);
    this.#version++;
  }

  /** Applies what a transaction checked for conflicts. All removals come before all additions, so two rows can swap values. */
  apply(changes: readonly Change<T, K>[]): void {
    const contents = this.#writable();
    for (const { key, after } of changes) contents.release(key, after);
    for (const { key, after } of changes) if (after !== undefined) this.#enter(contents, key, after);
    this.#version++;
  }

  #writable(): Contents<T, K> {
    if (this.#isShared) this.#contents = this.#contents.copy();
    this.#isShared = false;
    return this.#contents;
  }

  #assertFree(key: K, row: T): void {
    for (const { name, fields } of this.unique) {
      assertFree(valuesOf(row, fields), (value) => this.keyOf(name, value), key, this.definition.nouns, name);
    }
  }

  #enter(contents: Contents<T, K>, key: K, row: T): void {
    contents.enter(key, row);
    if (typeof key === 'number' && key >= this.#nextKey) this.#nextKey = key + 1;
  }
}
