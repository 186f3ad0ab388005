import { atOnce, STRIDE, type Work } from '../../runtime/slices.js';
import { type AnyCollection, type Collections, ConflictError, type Key } from './collection.js';
import { type Company, createCompany, type WritableCompanyRows } from './company.js';
import type { CompanyDocument } from './document.js';
import type { Policy } from './entities/policy.js';
import { memberOf } from './people.js';
import { RowReader, WorldError } from './row-reader.js';
import type { Tables } from './store.js';

/** The next number of each collection that counts its keys, by its name. A document does not show the numbers of removed rows. */
export type Counters = Readonly<Record<string, number>>;

/** Loading people takes a quarter of the time of parsing as many records. */
const STEPS_OF_A_STRIDE = STRIDE / 4;

/**
 * Builds a company from its document. People named anywhere get an account, so a seed need not list them twice.
 * Throws WorldError if two rows share a unique value: a login, an employeeID, an id or a partnerUserID.
 */
export function loadCompany(document: CompanyDocument, others?: Collections): Company {
  return atOnce(loadCompanyInSteps(document, others));
}

/** The same, with pauses between people. */
export function* loadCompanyInSteps(document: CompanyDocument, others?: Collections, counters: Counters = {}): Work<Company> {
  const { company, rows, tables } = createCompany(document, others);
  const loader = new Loader(company.name, rows, tables);
  try {
    for (const definition of company.definitions) {
      if (definition.within === undefined) yield* loader.load(definition, listAt(document, definition.name), '');
    }
  } catch (error) {
    throw error instanceof ConflictError ? new WorldError(`${company.name}: ${error.message}.`) : error;
  }
  for (const policy of rows.policies.values()) seatOwner(rows, policy);
  for (const definition of company.definitions) tables.tableOf(definition)?.countFrom(counters[definition.name] ?? 0);
  return company;
}

/** The owner is always an admin of the policy, even if the seed does not list them. */
function seatOwner(rows: WritableCompanyRows, { id: policyID, ownerID: accountID }: Policy): void {
  const seat = memberOf(rows, policyID, accountID);
  if (seat?.role === 'admin') return;
  const { submitsTo = accountID, forwardsTo = null } = seat ?? {};
  rows.members.put({ ...seat, policyID, accountID, role: 'admin', submitsTo, forwardsTo });
}

/** Reads documents into the tables of a company. */
class Loader {
  readonly #tables: Tables<Collections>;
  readonly #reader: RowReader;
  #steps = 0;

  constructor(company: string, rows: WritableCompanyRows, tables: Tables<Collections>) {
    this.#tables = tables;
    this.#reader = new RowReader(company, rows, tables);
  }

  *load(definition: AnyCollection, documents: readonly unknown[], parent: Key): Work<void> {
    const table = this.#tables.tableOf(definition);
    const within = this.#tables.definitions.filter(({ within: place }) => place?.collection === definition.name);
    for (const document of numberedFirst(definition, documents)) {
      if (++this.#steps % STRIDE === 0) yield STEPS_OF_A_STRIDE;
      const row = this.#reader.read(definition, document, parent);
      const key = definition.key(row);
      if (table?.add(key, row) === false && definition.isSet !== true) this.#reader.refuseDuplicate(definition, key, document, parent);
      for (const child of within) yield* this.load(child, listAt(document, child.name), key);
    }
  }
}

/** Rows with a number come first, so a counted number never takes the place of a given one. */
function numberedFirst({ countsFrom, keyName }: AnyCollection, documents: readonly unknown[]): readonly unknown[] {
  if (countsFrom === undefined) return documents;
  const isNumbered = (document: unknown): boolean =>
    typeof document === 'object' && document !== null && Reflect.get(document, keyName) !== undefined;
  return [...documents.filter(isNumbered), ...documents.filter((document) => !isNumbered(document))];
}

function listAt(document: unknown, name: string): readonly unknown[] {
  const value = typeof document === 'object' && document !== null ? Object.getOwnPropertyDescriptor(document, name)?.value : undefined;
  return Array.isArray(value) ? value : [];
}
