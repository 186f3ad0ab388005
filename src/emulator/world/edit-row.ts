import { STRIDE, type Work } from '../../runtime/slices.js';
import { countOf } from '../../util/count-of.js';
import type { AnyCollection, Key } from './collection.js';
import type { Company, Transaction } from './company.js';
import { emailOf } from './people.js';
import { RowReader, WorldError } from './row-reader.js';

/** Thrown for a row that can't be removed because other rows refer to it. */
export class RowInUseError extends WorldError {}

/** The key of a row in readable form: `R009WqAY45L1`, `A1B2C3D4E5F60001/nina@acme.example/0`. */
export function shownKey(company: Company, definition: AnyCollection, row: object): string {
  return definition.document.showKey?.(row, (accountID) => emailOf(company, accountID)) ?? String(definition.key(row));
}

/** The row with a key in readable form. */
export function* findRow(company: Company, definition: AnyCollection, key: string): Work<object | undefined> {
  const rows = company.rowsOf(definition);
  if (definition.document.showKey === undefined) return rows.get(key) ?? (/^\d{1,15}$/.test(key) ? rows.get(Number(key)) : undefined);
  let steps = 0;
  for (const row of rows.values()) {
    if (++steps % STRIDE === 0) yield STRIDE;
    if (shownKey(company, definition, row) === key) return row;
  }
  return undefined;
}

/**
 * Adds or replaces a row by hand, from its document. People named in it get an account if they have none. Throws WorldError
 * if the document refers to a row that does not exist. The caller has the world commit the transaction.
 */
export function putRow(
  company: Company,
  definition: AnyCollection,
  document: unknown,
): { readonly transaction: Transaction; readonly row: object } {
  const transaction = company.begin();
  const reader = new RowReader(company.name, transaction, {
    definitions: company.definitions,
    rowsOf: (definition) => transaction.rowsOf(definition),
  });
  const row = reader.read(definition, document, '');
  transaction.rowsOf(definition).put(row);
  return { transaction, row };
}

/** Removes a row by hand. Throws RowInUseError while other rows refer to it. The caller has the world commit the transaction. */
export function removeRow(company: Company, definition: AnyCollection, row: object): Transaction {
  const key = definition.key(row);
  const users = company.definitions.flatMap((other) => usersOf(company, other, definition.name, key));
  if (users.length > 0) {
    throw new RowInUseError(
      `${shownKey(company, definition, row)} can't be deleted from ${definition.name}: it is used by ${users.join(' and ')}. Delete or change them first.`,
    );
  }
  const transaction = company.begin();
  transaction.rowsOf(definition).remove(key);
  return transaction;
}

/** `3 expenses`, for each field that refers to the row; empty if nothing refers to it. */
function usersOf(company: Company, definition: AnyCollection, collection: string, key: Key): string[] {
  const fields = Object.entries(definition.refersTo ?? {}).flatMap(([field, referred]) => (referred === collection ? [field] : []));
  return fields.flatMap((field) => {
    let count = 0;
    for (const row of company.rowsOf(definition).values()) if (Reflect.get(row, field) === key) count++;
    return count === 0 ? [] : [countOf(count, definition.nouns.replace(/s$/, ''))];
  });
}
