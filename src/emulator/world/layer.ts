import { type Change, isSameRow } from './change-set.js';
import { type Key, valuesOf, type WritableRows } from './collection.js';
import { assertFree, gained, indexesOf, lost, type Table } from './table.js';

/** What a transaction writes to one collection, over the rows as they stand. It costs what is written, not what stands. */
export class Layer<T extends object, K extends Key, D, I extends string> implements WritableRows<T, K, I> {
  readonly #table: Table<T, K, D, I>;
  /** Nothing for a row that goes. */
  readonly #written = new Map<K, T | undefined>();
  /** By index and value: the row that holds it now, or nothing for a value that was given up. */
  readonly #holders = new Map<string, Map<Key, K | undefined>>();
  /** By index and value: rows that were written with it. */
  readonly #listed = new Map<string, Map<Key, Set<K>>>();
  #nextKey: number | undefined;
  #growth = 0;

  constructor(table: Table<T, K, D, I>) {
    this.#table = table;
  }

  get size(): number {
    return this.#table.size + this.#growth;
  }

  get(key: K): T | undefined {
    const written = this.#written.get(key);
    return written !== undefined || this.#written.has(key) ? written : this.#table.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  *values(): Generator<T> {
    yield* this.#over(this.#table.values(), this.#written.keys());
  }

  find(index: I, value: Key): T | undefined {
    const key = this.#holder(index, value);
    return key === undefined ? undefined : this.get(key);
  }

  *list(index: I, value: Key): Generator<T> {
    const { fields } = this.#table.definition.indexes[index];
    const listed = this.#listed.get(index)?.get(value) ?? [];
    for (const row of this.#over(this.#table.list(index, value), listed)) {
      // One that was written since may have another value.
      if (this.#written.size === 0 || valuesOf(row, fields).includes(value)) yield row;
    }
  }

  nextKey(): number {
    const next = this.#nextKey ?? this.#table.following;
    this.#nextKey = next + 1;
    return next;
  }

  put(row: T): void {
    const { definition } = this.#table;
    const key = definition.key(row);
    const before = this.get(key);
    for (const [name, { fields, isUnique }] of indexesOf(definition)) {
      const entering = gained(before, row, fields);
      if (isUnique) assertFree(entering, (value) => this.#holder(name, value), key, definition.nouns, name);
    }
    for (const [name, { fields, isUnique }] of indexesOf(definition)) {
      this.#release(name, isUnique, key, lost(before, row, fields));
      for (const value of gained(before, row, fields)) {
        if (isUnique) entry(this.#holders, name, () => new Map<Key, K | undefined>()).set(value, key);
        else
          entry(
            entry(this.#listed, name, () => new Map<Key, Set<K>>()),
            value,
            () => new Set<K>(),
          ).add(key);
      }
    }
    this.#write(key, before, row);
    if (typeof key === 'number' && key >= (this.#nextKey ?? this.#table.following)) this.#nextKey = key + 1;
  }

  remove(key: K): void {
    const before = this.get(key);
    for (const [name, { fields, isUnique }] of indexesOf(this.#table.definition))
      this.#release(name, isUnique, key, lost(before, undefined, fields));
    this.#write(key, before, undefined);
  }

  /** The rows that are not as they stand in the table. */
  *changes(): Generator<Change<T, K>> {
    const { name } = this.#table.definition;
    for (const [key, after] of this.#written) {
      const before = this.#table.get(key);
      if (!isSameRow(before, after)) yield { collection: name, key, before, after };
    }
  }

  #write(key: K, before: T | undefined, after: T | undefined): void {
    this.#growth += (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
    this.#written.set(key, after);
  }

  #holder(index: string, value: Key): K | undefined {
    const holders = this.#holders.get(index);
    const held = holders?.get(value);
    return held !== undefined || holders?.has(value) === true ? held : this.#table.holder(index, value);
  }

  #release(index: string, isUnique: boolean, key: K, values: readonly Key[]): void {
    if (!isUnique) return;
    for (const value of values) {
      if (this.#holder(index, value) === key) entry(this.#holders, index, () => new Map<Key, K | undefined>()).set(value, undefined);
    }
  }

  /** Rows that stand, as they were written since, and then the written ones that do not stand among them. */
  *#over(standing: Iterable<T>, written: Iterable<K>): Generator<T> {
    if (this.#written.size === 0) return yield* standing;
    const { definition } = this.#table;
    const seen = new Set<K>();
    for (const row of standing) {
      const key = definition.key(row);
      const isWritten = this.#written.has(key);
      if (isWritten) seen.add(key);
      const now = isWritten ? this.#written.get(key) : row;
      if (now !== undefined) yield now;
    }
    for (const key of written) {
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
