import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { messageOf } from '../../util/error-message.js';
import { writeAtomically } from '../../util/files/write-atomically.js';
import { FlowInputError } from '../problem.js';
import type { Row, Table, Tables } from './run-tables.js';
import { ownField } from './where.js';

const OWN_COLUMNS = ['Row ID', 'Created', 'Updated'];

/** What every row has; a column of the table's own of that name goes before. */
function ownColumns({ columns }: Table): readonly string[] {
  return OWN_COLUMNS.filter((own) => !columns.some(({ name }) => name === own));
}

/** Reads each `NAME.csv` of a folder into the table of that name. Throws FlowInputError that names the file. */
export function loadTables(tables: Tables, folder: string, now: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory())
    throw new FlowInputError(`${folder} is no folder; --tables names one that holds a CSV for each table.`);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const name = file.slice(0, -4);
    const table = tables.named(name) ?? tables.add({ uuid: name, name, columns: [] });
    loadTable(tables, table, join(folder, file), now);
  }
}

function loadTable(tables: Tables, table: Table, path: string, now: string): void {
  const [header, ...records] = readRecords(path);
  if (header === undefined) throw new FlowInputError(`${path}: there is no header.`);
  const known = new Map(table.columns.map((column) => [column.name, column]));
  const own = ownColumns(table);
  const names = header.filter((name) => !own.includes(name));
  table.columns = [...table.columns, ...names.filter((name) => !known.has(name)).map((name) => ({ name, type: 'str', default: null }))];
  table.rows = records.map((values): Row => {
    const cell = (name: string): string => values[header.indexOf(name)] ?? '';
    const ownCell = (name: string): string => (own.includes(name) ? cell(name) : '');
    const id = ownCell('Row ID') || tables.nextID();
    tables.reserve(id);
    const fields = names.map((name): [string, unknown] => [name, typed(cell(name), known.get(name)?.type)]);
    return { id, created: ownCell('Created') || now, updated: ownCell('Updated') || now, fields: new Map(fields) };
  });
}

function readRecords(path: string): string[][] {
  try {
    return parse(readFileSync(path, 'utf8'), { bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new FlowInputError(`${path}: ${messageOf(error)}.`);
  }
}

/** The column types of an export: `dec` numbers, `boo` true or false, everything else text. An empty cell is nothing. */
function typed(text: string, type = 'str'): unknown {
  if (text === '') return type === 'str' ? '' : null;
  if (type === 'dec' || type === 'int') return Number.isNaN(Number(text)) ? text : Number(text);
  if (type === 'boo') return text === 'true';
  return text;
}

/** Writes each table to `NAME.csv`, whole or not at all. */
export function saveTables(tables: Tables, folder: string): void {
  for (const table of tables.all()) {
    const columns = [...ownColumns(table), ...table.columns.map(({ name }) => name)];
    writeAtomically(join(folder, `${fileName(table.name)}.csv`), tableToCsv(columns, table.rows, ','));
  }
}

/** A table may be called anything; a file may not. */
function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\u0000-\u001F]/g, '_').replace(/^\.+/, '_');
}

/** Rows as CSV with a header. */
export function tableToCsv(columns: readonly string[], rows: readonly Row[], delimiter: string): string {
  const line = (cells: readonly unknown[]): string => cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
  return `${[line(columns), ...rows.map((row) => line(columns.map((name) => row.fields.get(name) ?? ownField(row, name))))].join('\n')}\n`;
}

function quoted(value: unknown, delimiter: string): string {
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
