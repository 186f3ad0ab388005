import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { streamRecords } from '../engine/stream-records.js';
import { tableToCsv } from '../tables/csv.js';
import { MAX_ROWS, plainRow, type Row, type Table } from '../tables/run-tables.js';
import { ownField, toWhere } from '../tables/where.js';
import { flowOf } from './call-flow.js';
import { card } from './define-card.js';

/** The connector of the console's own tables. */
export const TABLES = [
  card('@stash.createRow', 'Create Row', 'measured', createRow),
  card('@stash.readRow', 'Read Row', 'measured', (call) => rowOutputs(call, findRow(call, 'Read By/Row ID'))),
  card('@stash.updateRow', 'Update Row', 'measured', updateRow, "Empty inputs don't change a field unless Update Empty Inputs is Yes."),
  card('@stash.deleteRow', 'Delete Row', 'measured', deleteRow),
  card('@stash.searchRows2', 'Search Rows', 'measured', searchRows, 'Assumed: comparisons other than =, and the keys of listed rows.'),
  card(
    '@stash.readTable',
    'Read Table',
    'documented',
    (call) => call.single(columnSchema(tableOf(call))),
    'Returns the columns, not the rows: the name and type of each. The page names the types string, number and boolean. Assumed: date.',
  ),
  card('@stash.clearTable', 'Clear Table', 'measured', clearTable),
  card('@stash.exportToCSV', 'Export to CSV', 'measured', exportToCsv, 'The file is an object with filename, contentType and content.'),
];

function tableOf(call: CardCall): Table {
  const name = call.text('parameters/stash') || call.text(call.firstInput);
  if (name === '') throw new CardError("No table is selected (input 'Table').");
  return call.run.tables.get(name);
}

/** The names that the page uses for the types in exports. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['str', 'string'],
  ['dec', 'number'],
  ['int', 'number'],
  ['boo', 'boolean'],
  ['dte', 'date'],
]);

/** The columns that the author created, without Row ID, Created and Updated. */
function columnSchema({ columns }: Table): object[] {
  return columns.map(({ name, type }) => ({ name, type: TYPE_NAMES.get(type) ?? type }));
}

function now(call: CardCall): string {
  return new Date(call.run.clock.now()).toISOString();
}

function createRow(call: CardCall): Outputs {
  const table = tableOf(call);
  if (table.rows.length >= MAX_ROWS) throw new CardError(`Table '${table.name}' already has ${MAX_ROWS} rows, the maximum.`);
  const defaults = table.columns.map(({ name, default: value }): [string, unknown] => [name, value ?? null]);
  const at = now(call);
  const row = { id: call.run.tables.nextID(), created: at, updated: at, fields: new Map([...defaults, ...call.group('Fields')]) };
  addColumns(table, row.fields);
  table.rows.push(row);
  return { 'Output/Row ID': row.id };
}

function addColumns(table: Table, fields: ReadonlyMap<string, unknown>): void {
  const known = new Set(table.columns.map(({ name }) => name));
  const added = [...fields.keys()].filter((name) => !known.has(name)).map((name) => ({ name, type: 'str', default: null }));
  if (added.length > 0) table.columns = [...table.columns, ...added];
}

function findRow(call: CardCall, input: string): Row {
  const id = call.text(input);
  const table = tableOf(call);
  const row = call.counted(table.rows).find((candidate) => candidate.id === id);
  if (row === undefined) throw new CardError(`Table '${table.name}' has no row '${id}'.`, 404);
  return row;
}

function updateRow(call: CardCall): Outputs {
  const table = tableOf(call);
  const row = findRow(call, 'Update By/Row ID');
  const isWhole = call.text('parameters/updateEmptyInputs') === 'Yes';
  const given = [...call.group('Fields')].filter(([, value]) => isWhole || (value !== '' && value !== null && value !== undefined));
  const updated = { ...row, updated: now(call), fields: new Map([...row.fields, ...given]) };
  addColumns(table, updated.fields);
  table.rows.splice(table.rows.indexOf(row), 1, updated);
  return {};
}

function deleteRow(call: CardCall): Outputs {
  const table = tableOf(call);
  const row = findRow(call, 'Delete By/Row ID');
  table.rows.splice(table.rows.indexOf(row), 1);
  return {};
}

function clearTable(call: CardCall): Outputs {
  const table = tableOf(call);
  const count = table.rows.length;
  table.rows = [];
  return { 'Table/Cleared Rows': count };
}

async function searchRows(call: CardCall): Promise<Outputs> {
  const table = tableOf(call);
  const where = toWhere(call.get('Filter/Where Expression'), call.group('_expr'), table.columns);
  const found = page(call, sorted(call, call.counted(table.rows).filter(where)));
  const resultSet = call.text('parameters/resultSet');
  if (resultSet === 'one') {
    const [row] = found;
    return row === undefined ? emptyOutputs(call) : rowOutputs(call, row);
  }
  if (call.slot('Streaming/Flow') === undefined) return { 'Result/Rows': found.map(plainRow) };
  const count = await streamRecords(call, flowOf(call, 'Streaming/Flow'), found.map(plainRow));
  return { 'Result/Records Streamed': count };
}

/** Without a column, rows are sorted by creation time; `desc` starts with the newest. */
function sorted(call: CardCall, rows: readonly Row[]): readonly Row[] {
  const column = call.text('Sort/Column');
  const direction = call.text('Sort/Direction') === 'desc' ? -1 : 1;
  const key = (row: Row): unknown => (column === '' ? row.created : (row.fields.get(column) ?? ownField(row, column)));
  return rows.toSorted((one, other) => order(key(one), key(other)) * direction);
}

function order(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] = [String(one ?? ''), String(other ?? '')];
  return first < second ? -1 : first > second ? 1 : 0;
}

function page(call: CardCall, rows: readonly Row[]): readonly Row[] {
  const offset = call.number('Sort/Offset');
  const limit = call.number('Sort/Limit');
  return rows.slice(offset, limit > 0 ? offset + limit : undefined);
}

function rowOutputs(call: CardCall, row: Row): Outputs {
  const own = plainRow(row);
  return new Map(call.card.outputs.map(({ name, key, group }) => [name, (group === 'Fields' ? row.fields.get(key) : own[key]) ?? null]));
}

function emptyOutputs(call: CardCall): Outputs {
  return new Map(call.card.outputs.map(({ name }) => [name, null]));
}

function exportToCsv(call: CardCall): Outputs {
  const table = tableOf(call);
  const where = toWhere(call.get('Filter/Where Expression'), call.group('_expr'), table.columns);
  const [offset, limit] = [call.number('Options/Offset'), call.number('Options/Limit')];
  const rows = call
    .counted(table.rows)
    .filter(where)
    .slice(offset, limit > 0 ? offset + limit : undefined);
  const wanted = call.list('Options/Columns').map(String);
  const columns = wanted.length > 0 ? wanted : table.columns.map(({ name }) => name);
  const content = tableToCsv(columns, rows, call.text('Options/Delimiter') || ',');
  return { 'CSV/File Content': { filename: call.text('File/Filename'), contentType: 'text/csv', content } };
}
