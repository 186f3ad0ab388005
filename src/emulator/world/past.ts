import type { ChangeSet } from './change-set.js';
import type { Key } from './collection.js';
import { type Company, revert } from './company.js';
import type { CompanyImage, TableImage } from './image.js';

/** The changes of several commits as one change set, from the oldest to the newest commit. */
export function joined(commits: readonly ChangeSet[]): ChangeSet {
  const byRow = new Map<string, Map<Key, ChangeSet[number]>>();
  for (const change of commits.flat()) {
    const { collection, key } = change;
    const rows = byRow.get(collection) ?? new Map<Key, ChangeSet[number]>();
    byRow.set(collection, rows);
    const first = rows.get(key);
    rows.set(key, first === undefined ? change : { ...change, before: first.before });
  }
  return [...byRow.values()].flatMap((rows) => [...rows.values()]);
}

/** A company as it was before the changes. Rows that were removed since come last. */
export function imageBefore(now: CompanyImage, changes: ChangeSet): CompanyImage {
  return { ...now, tables: now.tables.map((table) => tableBefore(table, changes)) };
}

function tableBefore(table: TableImage, changes: ChangeSet): TableImage {
  const { definition, rows, nextKey } = table;
  const before = new Map(changes.flatMap(({ collection, key, before: row }) => (collection === definition.name ? [[key, row]] : [])));
  if (before.size === 0) return table;
  const kept = rows.flatMap((row) => {
    const key = definition.key(row);
    if (!before.has(key)) return [row];
    const then = before.get(key);
    before.delete(key);
    return then === undefined ? [] : [then];
  });
  const removed = [...before.values()].filter((row) => row !== undefined);
  return { definition, rows: [...kept, ...removed], nextKey };
}

/**
 * A company as it was before the changes, to read from: a view that reverts them without a commit, which costs only the rows that
 * changed. It follows later commits, so use it for one response.
 */
export function companyBefore(company: Company, changes: ChangeSet): Company {
  const reverted = revert(company, changes);
  const rows = Object.fromEntries(company.definitions.map((definition) => [definition.name, reverted.rowsOf(definition)]));
  return { ...company, ...rows, rowsOf: (definition) => reverted.rowsOf(definition) };
}
