import { type AnyCollection, type Key, type NamedIndex, valuesOf } from './collection.js';
import { gained, lost } from './indexes.js';

/** The indexes of a collection, by what they find. */
export interface Indexing {
  readonly unique: readonly NamedIndex[];
  readonly listing: readonly NamedIndex[];
  /** Without rows. Shared by all new tables of the collection, so it is copied before the first write. */
  readonly empty: Contents<never, never>;
}

const known = new WeakMap<object, Indexing>();

/** Computed once for each collection, because a reset creates all tables anew. */
export function indexingOf(definition: Pick<AnyCollection, 'indexes'>): Indexing {
  const before = known.get(definition);
  if (before !== undefined) return before;
  const named = Object.entries(definition.indexes).map(([name, index]): NamedIndex => ({ name, ...index }));
  const unique = named.filter(({ isUnique }) => isUnique);
  const listing = named.filter(({ isUnique }) => !isUnique);
  const indexing = { unique, listing, empty: new Contents<never, never>(unique, listing) };
  known.set(definition, indexing);
  return indexing;
}

/** Rows in insertion order, with their indexes. */
export class Contents<T extends object, K extends Key> {
  readonly rows: Map<K, T>;
  readonly #unique: readonly NamedIndex[];
  readonly #listing: readonly NamedIndex[];
  /** By index and value: the key of the row that has it. */
  readonly #holders = new Map<string, Map<Key, K>>();
  /** By index and value: the rows. */
  readonly #listed = new Map<string, Map<Key, Map<K, T>>>();

  constructor(unique: readonly NamedIndex[], listing: readonly NamedIndex[], from?: Contents<T, K>) {
    this.#unique = unique;
    this.#listing = listing;
    this.rows = new Map(from?.rows);
    const [holders, listed] = from === undefined ? [] : [from.#holders, from.#listed];
    for (const { name } of unique) this.#holders.set(name, new Map(holders?.get(name)));
    for (const { name } of listing) {
      const copies = new Map<Key, Map<K, T>>();
      for (const [value, rows] of listed?.get(name) ?? []) copies.set(value, new Map(rows));
      this.#listed.set(name, copies);
    }
  }

  /** The same rows, to be written to independently. */
  copy(): Contents<T, K> {
    return new Contents(this.#unique, this.#listing, this);
  }

  keyOf(index: string, value: Key): K | undefined {
    return this.#holders.get(index)?.get(value);
  }

  list(index: string, value: Key): Iterable<T> {
    return this.#listed.get(index)?.get(value)?.values() ?? [];
  }

  /** Removes a row, or the values it loses by becoming `after`. */
  release(key: K, after: T | undefined): void {
    const before = this.rows.get(key);
    if (before === undefined) return;
    for (const index of this.#unique) {
      const holders = this.#holders.get(index.name);
      for (const value of lost(before, after, index)) if (holders?.get(value) === key) holders.delete(value);
    }
    for (const index of this.#listing) {
      const listed = this.#listed.get(index.name);
      for (const value of lost(before, after, index)) {
        const rows = listed?.get(value);
        rows?.delete(key);
        if (rows?.size === 0) listed?.delete(value);
      }
    }
    if (after === undefined) this.rows.delete(key);
  }

  /** Adds or replaces a row. */
  enter(key: K, row: T): void {
    const before = this.rows.get(key);
    this.rows.set(key, row);
    for (const index of this.#unique) {
      const holders = this.#holders.get(index.name);
      for (const value of gained(before, row, index)) holders?.set(value, key);
    }
    for (const { name, fields } of this.#listing) {
      const listed = this.#listed.get(name);
      for (const value of valuesOf(row, fields)) {
        const rows = listed?.get(value);
        if (rows === undefined) listed?.set(value, new Map([[key, row]]));
        else rows.set(key, row);
      }
    }
  }
}
