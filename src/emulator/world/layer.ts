import { type Change, type ChangeSet, isSameRow } from './change-set.js';
import { type CollectionDefinition, type Key, type NamedIndex, valuesOf, type WritableRows } from './collection.js';
import { assertFree, gained, lost } from './indexes.js';
import type { Table } from './table.js';

/** What a transaction writes to one collection, on top of the current rows. Its cost depends only on the rows that are written. */
export class Layer<T extends object, K extends Key, D, I extends string> implements WritableRows<T, K, I> {
  readonly #table: Table<T, K, D, I>;
  /** Undefined marks a removed row. Created at the first write, because most collections have none. */
  #written: Map<K, T | undefined> | undefined;
  /** By index and value: the row that now has it, or undefined for a released value. */
  #holders: Map<string, Map<Key, K | undefined>> | undefined;
  /** By index and value: the rows that were written with it. */
  #listed: Map<string, Map<Key, Set<K>>> | undefined;
  /** The changes when the table had this version. */
  #compared: { readonly version: number; readonly changes: readonly Change<T, K>[] } | undefined;
  #nextKey: number | undefined;
  #growth = 0;

  constructor(table: Table<T, K, D, I>) {
    this.#table = table;
  }

  get definition(): CollectionDefinition<T, K, D, I> {
    return this.#table.definition;
  }

  get isWritten(): boolean {
    return this.#written !== undefined;
  }

  get size(): number {
    return this.#table.size + this.#growth;
  }

  get(key: K): T | undefined {
    const written = this.#written?.get(key);
    return written !== undefined || this.#written?.has(key) === true ? written : this.#table.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  values(): Iterable<T> {
    return this.#written === undefined ? this.#table.values() : this.#over(this.#written, this.#table.values(), this.#written.keys());
  }

  find(index: I, value: Key): T | undefined {
    const key = this.keyOf(index, value);
    return key === undefined ? undefined : this.get(key);
  }

  keyOf(index: string, value: Key): K | undefined {
    const holders = this.#holders?.get(index);
    const held = holders?.get(value);
    return held !== undefined || holders?.has(value) === true ? held : this.#table.keyOf(index, value);
  }

  list(index: I, value: Key): Iterable<T> {
    const standing = this.#table.list(index, value);
    return this.#written === undefined ? standing : this.#listOver(this.#written, standing, index, value);
  }

  nextKey(): number {
    const next = this.#nextKey ?? this.#table.following;
    this.#nextKey = next + 1;
    return next;
  }

  put(row: T): void {
    const { definition, unique, listing } = this.#table;
    const key = definition.key(row);
    const before = this.get(key);
    for (const index of unique) {
      assertFree(gained(before, row, index), (value) => this.keyOf(index.name, value), key, definition.nouns, index.name);
    }
    for (const index of unique) {
      this.#release(index, key, lost(before, row, index));
      for (const value of gained(before, row, index)) this.#hold(index.name, value, key);
    }
    for (const index of listing) for (const value of gained(before, row, index)) this.#enlist(index.name, value, key);
    this.#write(key, before, row);
    if (typeof key === 'number' && key >= (this.#nextKey ?? this.#table.following)) this.#nextKey = key + 1;
  }

  remove(key: K): void {
    const before = this.get(key);
    for (const index of this.#table.unique) this.#release(index, key, lost(before, undefined, index));
    this.#write(key, before, undefined);
  }

  /** The rows that differ from those in the table. Compared once, because a transaction is described before it is committed. */
  changes(): readonly Change<T, K>[] {
    const { version } = this.#table;
    if (this.#compared?.version !== version) this.#compared = { version, changes: this.#compare() };
    return this.#compared.changes;
  }

  #compare(): Change<T, K>[] {
    const collection = this.definition.name;
    const changes: Change<T, K>[] = [];
    for (const [key, after] of this.#written ?? []) {
      const before = this.#table.get(key);
      if (!isSameRow(before, after)) changes.push({ collection, key, before, after });
    }
    return changes;
  }

  commit(): ChangeSet {
    const made = this.changes();
    if (made.length > 0) this.#table.apply(made);
    return made;
  }

  #write(key: K, before: T | undefined, after: T | undefined): void {
    this.#growth += (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
    this.#written ??= new Map();
    this.#written.set(key, after);
    this.#compared = undefined;
  }

  #hold(index: string, value: Key, key: K | undefined): void {
    this.#holders ??= new Map();
    entry(this.#holders, index, () => new Map<Key, K | undefined>()).set(value, key);
  }

  #release({ name }: NamedIndex, key: K, values: readonly Key[]): void {
    for (const value of values) if (this.keyOf(name, value) === key) this.#hold(name, value, undefined);
  }

  #enlist(index: string, value: Key, key: K): void {
    this.#listed ??= new Map();
    const listed = entry(this.#listed, index, () => new Map<Key, Set<K>>());
    entry(listed, value, () => new Set<K>()).add(key);
  }

  *#listOver(written: ReadonlyMap<K, T | undefined>, standing: Iterable<T>, index: I, value: Key): Generator<T> {
    const { fields } = this.definition.indexes[index];
    const listed = this.#listed?.get(index)?.get(value) ?? [];
    // A row that was written since may have another value.
    for (const row of this.#over(written, standing, listed)) if (valuesOf(row, fields).includes(value)) yield row;
  }

  /** The existing rows in their latest version, followed by the added rows. */
  *#over(written: ReadonlyMap<K, T | undefined>, standing: Iterable<T>, others: Iterable<K>): Generator<T> {
    const { definition } = this.#table;
    const seen = new Set<K>();
    for (const row of standing) {
      const key = definition.key(row);
      const isWritten = written.has(key);
      if (isWritten) seen.add(key);
      const now = isWritten ? written.get(key) : row;
      if (now !== undefined) yield now;
    }
    for (const key of others) {
      const row = seen.has(key) ? undefined : this.get(key);
      if (row !== undefined) yield row;
    }
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
