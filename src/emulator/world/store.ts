import type { Change, ChangeSet } from './change-set.js';
import type { AnyCollection, CollectionDefinition, Collections, Key, Rows, WritableRows } from './collection.js';
import { Layer } from './layer.js';
import { Table } from './table.js';

type AnyTable = Table<object, Key, unknown, string>;
type AnyLayer = Layer<object, Key, unknown, string>;

/** The rows of each collection, by its name. */
export type RowsOf<C> = {
  readonly [N in keyof C]: C[N] extends CollectionDefinition<infer T, infer K, infer _, infer I> ? Rows<T, K, I> : never;
};
export type WritableRowsOf<C> = {
  readonly [N in keyof C]: C[N] extends CollectionDefinition<infer T, infer K, infer _, infer I> ? WritableRows<T, K, I> : never;
};

/** Collections that only transactions write to. */
export interface Store {
  /** The collections of every company, and those that a test adds. */
  readonly definitions: readonly AnyCollection[];
  /** Grows with each write to one of the named collections (all, if none are named). A derived view stays valid until then. */
  version(...names: string[]): number;
  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): Rows<T, K, I>;
}

/** Writes on top of a store, computed first and then applied at once or dropped. */
export interface Layers {
  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): WritableRows<T, K, I>;
  /** What `commit` would do: the rows that differ from before. */
  changes(): Iterable<Change>;
  /** Applies everything. It cannot fail halfway. */
  commit(): ChangeSet;
}

/** The tables of one company. Only the code that creates the company may fill them directly. */
export class Tables<C extends Collections> implements Store {
  readonly #collections: C;
  readonly #tables: readonly AnyTable[];
  readonly #byName: ReadonlyMap<string, AnyTable>;
  readonly definitions: readonly AnyCollection[];
  /** By name, to fill a new company that is not used yet. */
  readonly rows: WritableRowsOf<C>;

  constructor(collections: C, tables: readonly AnyTable[] = Object.values(collections).map((definition) => new Table(definition))) {
    this.#collections = collections;
    this.#tables = tables;
    this.#byName = new Map(this.#tables.map((table) => [table.definition.name, table]));
    this.definitions = this.#tables.map(({ definition }) => definition);
    this.rows = byName(this.#tables);
  }

  /** The number of all rows. */
  get size(): number {
    return this.#tables.reduce((sum, { size }) => sum + size, 0);
  }

  /** Separate tables with the same rows, which are not copied until they are written. */
  fork(): Tables<C> {
    return new Tables(
      this.#collections,
      this.#tables.map((table) => table.fork()),
    );
  }

  version(...names: string[]): number {
    let sum = 0;
    if (names.length === 0) for (const { version } of this.#tables) sum += version;
    else for (const name of names) sum += this.#byName.get(name)?.version ?? 0;
    return sum;
  }

  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): WritableRows<T, K, I> {
    return found(this.rows, definition);
  }

  begin(): Layers & { readonly rows: WritableRowsOf<C> } {
    const layers = this.#tables.map((table) => new Layer(table));
    const rows = byName<C>(layers);
    return {
      rows,
      rowsOf: (definition) => found(rows, definition),
      changes: () => changesOf(layers),
      commit: () => layers.flatMap((layer) => layer.commit()),
    };
  }
}

function* changesOf(layers: readonly AnyLayer[]): Generator<Change> {
  for (const layer of layers) if (layer.isWritten) yield* layer.changes();
}

/** Each name leads to the rows of its own definition, which the compiler cannot verify. */
function byName<C extends Collections>(all: readonly (AnyTable | AnyLayer)[]): WritableRowsOf<C> {
  const rows: Record<string, unknown> = {};
  for (const one of all) rows[one.definition.name] = one;
  return rows as WritableRowsOf<C>;
}

function found<T extends object, K extends Key, D, I extends string>(
  rows: object,
  { name }: CollectionDefinition<T, K, D, I>,
): WritableRows<T, K, I> {
  const its: unknown = Reflect.get(rows, name);
  if (its === undefined) throw new Error(`This company has no collection '${name}'. Add it to the list in collections.ts.`);
  return its as WritableRows<T, K, I>;
}
