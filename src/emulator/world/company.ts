import type { ChosenQuirks } from '../../protocol/quirks.js';
import type { ChangeSet } from './change-set.js';
import type { AnyCollection, Collections } from './collection.js';
import { collections } from './collections.js';
import type { CompanyDocument } from './document.js';
import { type Layers, type RowsOf, type Store, Tables, type WritableRowsOf } from './store.js';

/** What a reader may ask of a company, and of a transaction as if it were committed. */
export type CompanyRows = RowsOf<typeof collections>;
/** What a company is filled by, and a transaction written by. */
export type WritableCompanyRows = WritableRowsOf<typeof collections>;

/** One customer of Expensify, wholly apart from the others. */
export interface Company extends CompanyRows, Store {
  readonly id: string;
  readonly name: string;
  /** What it answers differently, where nobody knows what the live service does. */
  readonly quirks: ChosenQuirks;
  begin(): Transaction;
}

/**
 * Changes to a company that are computed first and applied at once, or dropped. Reads see the transaction's own writes;
 * the company is as it was until `commit`, which a `World` does so that whoever follows the writes is told.
 */
export interface Transaction extends WritableCompanyRows, Layers {
  readonly company: Company;
}

/** A company without a row, and the rows to fill it by before anybody sees it. `others` are collections of a test's own. */
export function createCompany(
  { id, name, quirks = {} }: Pick<CompanyDocument, 'id' | 'name' | 'quirks'>,
  others: Collections = {},
): { readonly company: Company; readonly rows: WritableCompanyRows; readonly tables: Tables<Collections> } {
  const tables = new Tables<typeof collections & Collections>({ ...collections, ...others });
  const company: Company = {
    ...tables.rows,
    id,
    name,
    quirks,
    definitions: tables.definitions,
    version: (...names) => tables.version(...names),
    rowsOf: (definition) => tables.rowsOf(definition),
    begin: () => {
      const { rows, ...layers } = tables.begin();
      // One object, as each request that writes makes one.
      return Object.assign(rows, layers, { company });
    },
  };
  return { company, rows: tables.rows, tables };
}

/** A transaction that takes a change set back. Throws ConflictError when what was written since stands in its way. */
export function revert(company: Company, changeSet: ChangeSet): Transaction {
  const transaction = company.begin();
  const definitions = new Map<string, AnyCollection>(company.definitions.map((definition) => [definition.name, definition]));
  const rowsOf = (collection: string) => {
    const definition = definitions.get(collection);
    return definition && transaction.rowsOf(definition);
  };
  for (const { collection, key, after } of changeSet) if (after !== undefined) rowsOf(collection)?.remove(key);
  for (const { collection, before } of changeSet) if (before !== undefined) rowsOf(collection)?.put(before);
  return transaction;
}
