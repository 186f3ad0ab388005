import { suggest } from '../../util/suggest.js';
import { UserError } from '../../util/user-error.js';
import { type AnyCollection, ConflictError, type Key, type Loading, valuesOf } from './collection.js';
import type { Company, WritableCompanyRows } from './company.js';
import type { Layers } from './layers.js';
import { ensureAccount } from './people.js';

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
  /** The person who was named last. */
  #named = { email: '', accountID: 0 };
  /** The fields of each collection that refer to rows of others. */
  readonly #references = new Map<AnyCollection, readonly (readonly [field: string, collection: string | undefined])[]>();

  constructor(company: string, rows: WritableCompanyRows, store: Pick<Company, 'definitions'> & Pick<Layers, 'rowsOf'>) {
    this.#store = store;
    this.#definitions = new Map(store.definitions.map((definition) => [definition.name, definition]));
    this.#loading = {
      accountOf: (email) => this.#accountOf(rows, email),
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
    for (const [field, collection] of this.#referencesOf(definition)) {
      for (const value of valuesOf(row, [field])) {
        if (collection === undefined || this.#loading.has(collection, value)) continue;
        const where = `the ${field} '${value}' of ${definition.nouns} ${definition.key(row)}`;
        this.#loading.fail(`${where} is not in ${collection}${this.#likely(collection, value)}`);
      }
    }
    return row;
  }

  /** Throws WorldError for a document whose key an earlier one has. */
  refuseDuplicate({ document: codec, nouns, keyName }: AnyCollection, key: Key, document: unknown, parent: Key): never {
    this.#loading.fail(codec.duplicate?.(document, parent) ?? `${new ConflictError(nouns, keyName, key).message}.`);
  }

  /** Consecutive members often have the same manager. */
  #accountOf({ accounts }: WritableCompanyRows, email: string): number {
    if (email !== this.#named.email) {
      const login = email.toLowerCase();
      this.#named = { email, accountID: accounts.keyOf('login', login) ?? ensureAccount({ accounts }, login).accountID };
    }
    return this.#named.accountID;
  }

  #referencesOf(definition: AnyCollection) {
    const references = this.#references.get(definition) ?? Object.entries(definition.refersTo ?? {});
    this.#references.set(definition, references);
    return references;
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
