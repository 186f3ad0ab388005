import { atOnce } from '../../runtime/slices.js';
import type { Cause } from '../world/cause.js';
import type { AnyCollection } from '../world/collection.js';
import { collections } from '../world/collections.js';
import { type Company, createCompany } from '../world/company.js';
import { WorldError } from '../world/row-reader.js';
import type { StateEntry, StoredChange, StoredTable } from './entry.js';
import type { KeptParts } from './kept-parts.js';
import { fromStored } from './stored-rows.js';

/** The collections by name, for entries. */
export const DEFINITIONS: ReadonlyMap<string, AnyCollection> = new Map(Object.entries<AnyCollection>(collections));

/** Makes a change again that was kept. Throws WorldError if it does not follow from the state. */
export function repeatEntry(parts: KeptParts, versions: Map<string, number>, entry: StateEntry, cause?: Cause): void {
  if (entry.random !== undefined) parts.random.restore(entry.random);
  if (entry.kind === 'rows') repeatRows(parts, versions, entry, cause);
  else if (entry.kind === 'company') addCompany(parts, entry);
  else if (entry.kind === 'clock') parts.clock.restore(entry.setting ?? undefined);
  else if (entry.kind === 'rate-limit') parts.rateLimit.restoreMode(entry.mode);
  else if (entry.kind !== 'random') parts.faults.repeat(entry);
}

type RowsEntry = StateEntry & { readonly kind: 'rows' };
type CompanyEntry = StateEntry & { readonly kind: 'company' };

function repeatRows(
  { world }: KeptParts,
  versions: Map<string, number>,
  { company: id, version, rows }: RowsEntry,
  cause: Cause | undefined,
): void {
  const company = world.companies.get(id);
  if (company === undefined) throw new WorldError(`a change is of the company ${id}, which does not exist`);
  const before = versions.get(id) ?? 0;
  if (version !== before + 1) throw new WorldError(`change ${version} of the company ${id} follows change ${before}`);
  writeRows(company, rows, (transaction) => world.commit(transaction, cause));
  versions.set(id, version);
}

/** Removes all written rows first, as two rows may have swapped a unique value. A row that is written again keeps its place. */
function writeRows(company: Company, rows: readonly StoredChange[], commit: (transaction: ReturnType<Company['begin']>) => void): void {
  const transaction = company.begin();
  const rowsOf = (collection: string) => transaction.rowsOf(definitionOf(collection));
  for (const [collection, key] of rows) if (rowsOf(collection).has(key)) rowsOf(collection).remove(key);
  for (const [collection, , row] of rows) if (row !== null) rowsOf(collection).put(fromStored(definitionOf(collection), row));
  commit(transaction);
}

function addCompany({ world }: KeptParts, { tables, ...described }: CompanyEntry): void {
  const { company, tables: created } = createCompany(described);
  atOnce(created.fill(tables.map(toImage)));
  world.add(company);
}

function toImage({ name, nextKey, rows }: StoredTable) {
  const definition = definitionOf(name);
  return { definition, nextKey, rows: rows.map((row) => fromStored(definition, row)) };
}

function definitionOf(collection: string): AnyCollection {
  const definition = DEFINITIONS.get(collection);
  if (definition === undefined) throw new WorldError(`there is no collection ${collection}`);
  return definition;
}
