import type { Change, ChangeSet } from './change-set.js';
import type { AnyCollection, CollectionDefinition, Collections, Key, Rows, WritableRows } from './collection.js';
import { Layer } from './layer.js';
import { Table } from './table.js';

type AnyTable = Table<object, Key, unknown, string>;
type AnyLayer = Layer<object, Key, unknown, string>;

/** The rows of each collection by its name. */
export type RowsOf<C> = {
  readonly [N in keyof C]: C[N] extends CollectionDefinition<infer T, infer K, infer _, infer I> ? Rows<T, K, I> : never;
};
export type WritableRowsOf<C> = {
  readonly [N in keyof C]: C[N] extends CollectionDefinition<infer T, infer K, infer _, infer I> ? WritableRows<T, K, I> : never;
};

/** Collections that are written by transactions only. */
export interface Store {
  /** Its collections: those of every company, and what a test adds. */
  readonly definitions: readonly AnyCollection[];
  /** Grows with each write to one of the collections, to any without names, so that a view may be kept until then. */
  version(...names: string[]): number;
  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): Rows<T, K, I>;
}

/** What is written over a store: computed first, and applied at once or dropped. */
export interface Layers {
  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): WritableRows<T, K, I>;
  /** What `commit` would do: the rows that are not written as they were. */
  changes(): Iterable<Change>;
  /** Applies everything. Nothing in here can fail half way. */
  commit(): ChangeSet;
}

/** The tables of one company. Only who makes it may fill it directly. */
export class Tables<C extends Collections> implements Store {
  readonly #tables = new Map<string, AnyTable>();
  /** By name, to fill a company that nobody has seen yet. */
  readonly rows: WritableRowsOf<C>;

  constructor(collections: C) {
    for (const definition of Object.values(collections)) this.#tables.set(definition.name, new Table(definition));
    this.rows = byName(this.#tables);
  }

  get definitions(): readonly AnyCollection[] {
    return Array.from(this.#tables.values(), ({ definition }) => definition);
  }

  version(...names: string[]): number {
    const counted = names.length === 0 ? this.#tables.values() : names.flatMap((name) => this.#tables.get(name) ?? []);
    let sum = 0;
    for (const table of counted) sum += table.version;
    return sum;
  }

  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): WritableRows<T, K, I> {
    return found(this.#tables, definition);
  }

  begin(): Layers & { readonly rows: WritableRowsOf<C> } {
    const layers = new Map<string, AnyLayer>(Array.from(this.#tables, ([name, table]) => [name, new Layer(table)]));
    function* changes(): Generator<Change> {
      for (const layer of layers.values()) yield* layer.changes();
    }
    return {
      rows: byName<C>(layers),
      rowsOf: (definition) => found(layers, definition),
      changes,
      commit: () => {
        const changeSet = [...changes()];
        for (const [name, table] of this.#tables) {
          const made = changeSet.filter(({ collection }) => collection === name);
          if (made.length > 0) table.apply(made);
        }
        return changeSet;
      },
    };
  }
}

/** Each name leads to the rows of its own definition, which the compiler cannot see. */
function byName<C extends Collections>(rows: ReadonlyMap<string, unknown>): WritableRowsOf<C> {
  return Object.fromEntries(rows) as WritableRowsOf<C>;
}

function found<T extends object, K extends Key, D, I extends string>(
  rows: ReadonlyMap<string, unknown>,
  definition: CollectionDefinition<T, K, D, I>,
): WritableRows<T, K, I> {
  const its = rows.get(definition.name);
  if (its === undefined) throw new Error(`This company has no collection '${definition.name}': add it to the list in collections.ts.`);
  return its as WritableRows<T, K, I>;
}
