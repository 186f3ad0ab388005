import type { Change, ChangeSet } from './change-set.js';
import type { CollectionDefinition, Collections, Key, WritableRows } from './collection.js';
import { Layer } from './layer.js';
import type { Table } from './table.js';

export type AnyTable = Table<object, Key, unknown, string>;
type AnyLayer = Layer<object, Key, unknown, string>;

/** Writes on top of a store, computed first and then applied at once or dropped. */
export interface Layers {
  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): WritableRows<T, K, I>;
  /** What `commit` would do: the rows that differ from before. */
  changes(): Iterable<Change>;
  /** Applies everything. It cannot fail halfway. */
  commit(): ChangeSet;
}

/** Creates each layer when its collection is first used: every request that writes begins a transaction, and most use two of sixteen. */
export class LazyLayers<T> implements Layers {
  readonly company: T;
  readonly #tables: readonly AnyTable[];
  readonly #layers: (AnyLayer | undefined)[];

  constructor(tables: readonly AnyTable[], company: T) {
    this.company = company;
    this.#tables = tables;
    this.#layers = new Array<AnyLayer | undefined>(tables.length).fill(undefined);
  }

  /** The layer over the table at this place. */
  at(index: number): AnyLayer | undefined {
    const layer = this.#layers[index];
    const table = layer === undefined ? this.#tables[index] : undefined;
    if (table === undefined) return layer;
    const made = new Layer(table);
    this.#layers[index] = made;
    return made;
  }

  rowsOf<T extends object, K extends Key, D, I extends string>(definition: CollectionDefinition<T, K, D, I>): WritableRows<T, K, I> {
    return rowsNamed(this, definition);
  }

  *changes(): Generator<Change> {
    for (const layer of this.#layers) if (layer?.isWritten) yield* layer.changes();
  }

  commit(): ChangeSet {
    let all: ChangeSet = [];
    for (const layer of this.#layers) {
      const made = layer?.isWritten ? layer.commit() : [];
      if (made.length > 0) all = all.length === 0 ? made : all.concat(made);
    }
    return all;
  }
}

const classes = new WeakMap<Collections, typeof LazyLayers>();

/** The class of the layers over these collections, in which each collection is a property. Made once, because each company needs it. */
export function layersOf(collections: Collections): typeof LazyLayers {
  const known = classes.get(collections);
  if (known !== undefined) return known;
  class NamedLayers<T> extends LazyLayers<T> {}
  for (const [index, { name }] of Object.values(collections).entries()) {
    Object.defineProperty(NamedLayers.prototype, name, {
      get(this: LazyLayers<unknown>) {
        return this.at(index);
      },
    });
  }
  classes.set(collections, NamedLayers);
  return NamedLayers;
}

/** The rows of a collection among those of a store or its layers. They are of the definition's types, which the compiler cannot verify. */
export function rowsNamed<T extends object, K extends Key, D, I extends string>(
  rows: object,
  { name }: CollectionDefinition<T, K, D, I>,
): WritableRows<T, K, I> {
  const its: unknown = Reflect.get(rows, name);
  if (its === undefined) throw new Error(`This company has no collection '${name}'. Add it to the list in collections.ts.`);
  return its as WritableRows<T, K, I>;
}
