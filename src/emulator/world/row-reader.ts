import { suggest } from '../../util/suggest.js';
import { UserError } from '../../util/user-error.js';
import { type AnyCollection, type Key, type Loading, valuesOf } from './collection.js';
import type { Company, WritableCompanyRows } from './company.js';
import { ensureAccount } from './people.js';
import type { Layers } from './store.js';

/** Thrown for a document that refers to an unknown person or row. */
export class WorldError extends UserError {
  override readonly name = 'WorldError';
}

/** How many keys a wrong key is compared with for a suggestion. */
const MAX_SUGGESTED = 10_000;

/** Reads documents into rows of a company. People named in them get an account, and rows they refer to must exist. */
export class RowReader {
  readonly #store: Pick<Layers, 'rowsOf'>;
  readonly #definitions: ReadonlyMap<string, AnyCollection>;
  readonly #loading: Loading;

  constructor(company: string, rows: WritableCompanyRows, store: Pick<Company, 'definitions'> & Pick<Layers, 'rowsOf'>) {
    this.#store = store;
    this.#definitions = new Map(store.definitions.map((definition) => [definition.name, definition]));
    this.#loading = {
      accountOf: (email) => ensureAccount(rows, email.toLowerCase()).accountID,
      isDeactivated: (accountID) => rows.accounts.get(accountID)?.isDeactivated === true,
      has: (collection, key) => this.#rowsOf(collection)?.has(key) ?? false,
      nextKey: (collection) => this.#rowsOf(collection)?.nextKey() ?? 0,
      fail: (problem) => {
        throw new WorldError(`${company}: ${problem}`);
      },
    };
  }

  /** Throws WorldError. */
  read(definition: AnyCollection, document: unknown, parent: Key): object {
    const row = definition.document.read(document, this.#loading, parent);
    for (const [field, collection] of Object.entries(definition.refersTo ?? {})) {
      for (const value of valuesOf(row, [field])) {
        if (collection === undefined || this.#loading.has(collection, value)) continue;
        const where = `the ${field} '${value}' of ${definition.nouns} ${definition.key(row)}`;
        this.#loading.fail(`${where} is not in ${collection}${this.#likely(collection, value)}`);
      }
    }
    return row;
  }

  #likely(collection: string, value: Key): string {
    const definition = this.#definitions.get(collection);
    const keys: string[] = [];
    for (const row of this.#rowsOf(collection)?.values() ?? []) if (keys.push(String(definition?.key(row))) === MAX_SUGGESTED) break;
    return suggest(String(value), keys);
  }

  #rowsOf(collection: string) {
    const definition = this.#definitions.get(collection);
    return definition && this.#store.rowsOf(definition);
  }
}
