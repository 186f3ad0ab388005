import { didYouMean } from '../../util/did-you-mean.js';
import { FlowInputError, noSuch } from '../problem.js';
import { MAX_ROWS, type Row, type Table, type Tables } from './run-tables.js';

/** Rows by table name. A row is an object of columns. */
export type GivenTables = Readonly<Record<string, readonly GivenRow[]>>;
type GivenRow = Readonly<Record<string, unknown>>;

const OWN_COLUMNS = ['Row ID', 'Created', 'Updated'];

/** Columns that every row has. A table column of the same name takes precedence. */
export function ownColumns({ columns }: Table): readonly string[] {
  return OWN_COLUMNS.filter((own) => !columns.some(({ name }) => name === own));
}

/**
 * Replaces the rows of the tables of a run.
 * Throws FlowInputError for a name that is probably misspelled, and for too many rows.
 * @example giveTables(tables, { People: [{ Email: 'new@acme.example' }] }, '2026-01-31T09:00:00.000Z')
 */
export function giveTables(tables: Tables, given: GivenTables, now: string): void {
  for (const [name, rows] of Object.entries(given)) {
    const names = tables.all().map((table) => table.name);
    const isKnown = tables.all().some((table) => table.name === name || table.uuid === name);
    // Cards may name a table that was not exported, so an unknown name alone is not an error.
    if (!isKnown && didYouMean(name, names) !== undefined) throw noSuch('table', name, names);
    if (rows.length > MAX_ROWS)
      throw new FlowInputError(`The table '${name}' has ${rows.length} rows; the maximum is ${MAX_ROWS}. Remove some.`);
    fillTable(tables, tables.get(name), { header: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, now });
  }
}

/** Text in a column of numbers or booleans is converted. */
export function fillTable(
  tables: Tables,
  table: Table,
  { header, rows, now }: { readonly header: readonly string[]; readonly rows: readonly GivenRow[]; readonly now: string },
): void {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const own = ownColumns(table);
  const names = header.filter((name) => !own.includes(name));
  table.columns = [...table.columns, ...names.filter((name) => !types.has(name)).map((name) => ({ name, type: 'str', default: null }))];
  table.rows = rows.map((row): Row => {
    const ownCell = (name: string): string => (own.includes(name) ? String(row[name] ?? '') : '');
    const id = ownCell('Row ID') || tables.nextID();
    tables.reserve(id);
    const fields = names.map((name): [string, unknown] => [name, typed(row[name] ?? '', types.get(name))]);
    return { id, created: ownCell('Created') || now, updated: ownCell('Updated') || now, fields: new Map(fields) };
  });
}

/** Column types of an export: `dec` is a number, `boo` a boolean, everything else a text. An empty cell is null. */
function typed(value: unknown, type = 'str'): unknown {
  if (typeof value !== 'string') return value;
  if (value === '') return type === 'str' ? '' : null;
  if (type === 'dec' || type === 'int') return Number.isNaN(Number(value)) ? value : Number(value);
  if (type === 'boo') return value === 'true';
  return value;
}
