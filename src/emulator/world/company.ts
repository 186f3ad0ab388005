import type { ChosenQuirks } from '../../protocol/quirks.js';
import type { Work } from '../../runtime/slices.js';
import type { ChangeSet } from './change-set.js';
import type { AnyCollection, Collections } from './collection.js';
import { collections } from './collections.js';
import type { CompanyDocument } from './document.js';
import type { CompanyImage } from './image.js';
import type { Layers } from './layers.js';
import { type RowsOf, type Store, Tables, type WritableRowsOf } from './store.js';

/** What can be read from a company, and from a transaction as if it were committed. */
export type CompanyRows = RowsOf<typeof collections>;
/** Used to fill a company and to write in a transaction. */
export type WritableCompanyRows = WritableRowsOf<typeof collections>;

/** One customer of Expensify, separate from all others. */
export interface Company extends CompanyRows, Store {
  readonly id: string;
  readonly name: string;
  /** Choices for this company where the behaviour of the live service is unknown. */
  readonly quirks: ChosenQuirks;
  begin(): Transaction;
  /** The company as it is now. */
  image(): CompanyImage;
}

/**
 * Changes to a company that are computed first and then applied at once, or dropped. Reads see the transaction's own writes.
 * The company does not change until `commit`, which only a `World` calls because it notifies everything that follows writes.
 */
export interface Transaction extends WritableCompanyRows, Layers {
  readonly company: Company;
}

/** A company without rows, and the rows to fill it with before it is used. `others` are extra collections for tests. */
export function createCompany(
  { id, name, quirks = {} }: Pick<CompanyDocument, 'id' | 'name' | 'quirks'>,
  others?: Collections,
): { readonly company: Company; readonly rows: WritableCompanyRows; readonly tables: Tables<Collections> } {
  const tables = new Tables<typeof collections & Collections>(others === undefined ? collections : { ...collections, ...others });
  const company: Company = {
    ...tables.rows,
    id,
    name,
    quirks,
    definitions: tables.definitions,
    version: (...names) => tables.version(...names),
    rowsOf: (definition) => tables.rowsOf(definition),
    image: () => ({ id, name, quirks, tables: tables.image() }),
    begin: () => tables.begin(company),
  };
  return { company, rows: tables.rows, tables };
}

/** A company as it was in an image, with pauses between rows. */
export function* companyOf(image: CompanyImage): Work<Company> {
  const { company, tables } = createCompany(image);
  yield* tables.fill(image.tables);
  return company;
}

/** A transaction that reverts a change set. Throws ConflictError if a later write makes that impossible. */
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
