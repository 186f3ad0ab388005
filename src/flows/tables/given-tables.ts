import { didYouMean } from '../../util/did-you-mean.js';
import { FlowInputError, noSuch } from '../problem.js';
import { MAX_ROWS, type Row, type Table, type Tables } from './run-tables.js';

/** Rows by the name of their table, each an object of columns. */
export type GivenTables = Readonly<Record<string, readonly GivenRow[]>>;
type GivenRow = Readonly<Record<string, unknown>>;

const OWN_COLUMNS = ['Row ID', 'Created', 'Updated'];

/** What every row has; a column of the table's own of that name goes before. */
export function ownColumns({ columns }: Table): readonly string[] {
  return OWN_COLUMNS.filter((own) => !columns.some(({ name }) => name === own));
}

/**
 * Puts rows into the tables of a run, in place of what a table has.
 * Throws FlowInputError for a name that is probably misspelled, and for too many rows.
 * @example giveTables(tables, { People: [{ Email: 'new@acme.example' }] }, '2026-01-31T09:00:00.000Z')
 */
export function giveTables(tables: Tables, given: GivenTables, now: string): void {
  for (const [name, rows] of Object.entries(given)) {
    const names = tables.all().map((table) => table.name);
    const isKnown = tables.all().some((table) => table.name === name || table.uuid === name);
    // Cards may name a table that was not exported, so an unknown name alone is no mistake.
    if (!isKnown && didYouMean(name, names) !== undefined) throw noSuch('table', name, names);
    if (rows.length > MAX_ROWS) throw new FlowInputError(`The table '${name}' has ${rows.length} rows; the maximum is ${MAX_ROWS}.`);
    fillTable(tables, tables.get(name), { header: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, now });
  }
}

/** Text in a column of numbers, or of true and false, is read as one. */
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

/** The column types of an export: `dec` numbers, `boo` true or false, everything else text. An empty cell is nothing. */
function typed(value: unknown, type = 'str'): unknown {
  if (typeof value !== 'string') return value;
  if (value === '') return type === 'str' ? '' : null;
  if (type === 'dec' || type === 'int') return Number.isNaN(Number(value)) ? value : Number(value);
  if (type === 'boo') return value === 'true';
  return value;
}
