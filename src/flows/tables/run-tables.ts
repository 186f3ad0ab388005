import type { Column, Pack, TableDefinition } from '../export/model.js';

/** A row of a table. */
export interface Row {
  readonly id: string;
  /** ISO 8601. */
  readonly created: string;
  readonly updated: string;
  readonly fields: ReadonlyMap<string, unknown>;
}

export interface Table {
  readonly uuid: string;
  readonly name: string;
  /** Grows when a card writes a column that the definition does not have. */
  columns: readonly Column[];
  rows: Row[];
}

/** The console's limit for a table. */
export const MAX_ROWS = 100_000;

/** The tables of a run: those of the export, and others that cards name. */
export class Tables {
  readonly #tables = new Map<string, Table>();
  #lastID = 0;

  constructor(pack: Pack) {
    for (const definition of pack.tables.values()) this.add(definition);
  }

  add({ uuid, name, columns }: TableDefinition): Table {
    const table: Table = { uuid, name, columns, rows: [] };
    this.#tables.set(uuid, table);
    return table;
  }

  /** By UUID or name. A table that was not exported starts empty. */
  get(name: string): Table {
    return this.#tables.get(name) ?? this.named(name) ?? this.add({ uuid: name, name, columns: [] });
  }

  named(name: string): Table | undefined {
    return [...this.#tables.values()].find((table) => table.name === name);
  }

  all(): readonly Table[] {
    return [...this.#tables.values()];
  }

  /** `row-1`, `row-2`, … In the console, ids are UUIDs. */
  nextID(): string {
    return `row-${++this.#lastID}`;
  }

  /** An id that was read from a file must not be given out again. */
  reserve(id: string): void {
    const number = /^row-(\d{1,15})$/.exec(id)?.[1];
    if (number !== undefined) this.#lastID = Math.max(this.#lastID, Number(number));
  }
}

/** A row as results and lists of rows show it. */
export function plainRow({ id, created, updated, fields }: Row): Record<string, unknown> {
  return Object.fromEntries([['Row ID', id], ['Created', created], ['Updated', updated], ...fields]);
}
