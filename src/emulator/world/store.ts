import type { Work } from '../../runtime/slices.js';
import type { AnyCollection, CollectionDefinition, Collections, Key, Rows, WritableRows } from './collection.js';
import type { TableImage } from './image.js';
import { type AnyTable, type Layers, type LazyLayers, layersOf, rowsNamed } from './layers.js';
import { Table } from './table.js';

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

/** The tables of one company. Only the code that creates the company may fill them directly. */
export class Tables<C extends Collections> implements Store {
  readonly #collections: C;
  readonly #tables: readonly AnyTable[];
  readonly definitions: readonly AnyCollection[];
  /** By name, to fill a new company that is not used yet. */
  readonly rows: WritableRowsOf<C>;

  constructor(collections: C) {
    this.#collections = collections;
    this.#tables = Object.values(collections).map((definition) => new Table(definition));
    this.definitions = this.#tables.map(({ definition }) => definition);
    this.rows = byName(this.#tables);
  }

  version(...names: string[]): number {
    let sum = 0;
    for (const { definition, version } of this.#tables) if (names.length === 0 || names.includes(definition.name)) sum += version;
    return sum;
  }

  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): WritableRows<T, K, I> {
    return rowsNamed(this.rows, definition);
  }

  /** The table of a collection, to fill a new company that is not used yet. */
  tableOf(definition: AnyCollection): AnyTable | undefined {
    return this.#tables.find((table) => table.definition.name === definition.name);
  }

  image(): TableImage[] {
    return this.#tables.map((table) => table.image());
  }

  /** Fills new tables with the rows of an image, with pauses between them. */
  *fill(images: readonly TableImage[]): Work<void> {
    for (const image of images) yield* this.tableOf(image.definition)?.fill(image) ?? [];
  }

  begin<T>(company: T): Layers & WritableRowsOf<C> & { readonly company: T } {
    // Each name leads to the rows of its own definition, which the compiler cannot verify.
    return new (layersOf(this.#collections))(this.#tables, company) as LazyLayers<T> & WritableRowsOf<C>;
  }
}

/** Each name leads to the rows of its own definition, which the compiler cannot verify. */
function byName<C extends Collections>(all: readonly AnyTable[]): WritableRowsOf<C> {
  const rows: Record<string, unknown> = {};
  for (const one of all) rows[one.definition.name] = one;
  return rows as WritableRowsOf<C>;
}
