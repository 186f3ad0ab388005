import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { messageOf } from '../../util/error-message.js';
import { writeAtomically } from '../../util/files/write-atomically.js';
import { FlowInputError } from '../problem.js';
import { fillTable, type GivenTables, ownColumns } from './given-tables.js';
import type { Row, Table, Tables } from './run-tables.js';
import { ownField } from './where.js';

/** Reads each `NAME.csv` of a folder into the table of that name. Throws FlowInputError with the name of the file. */
export function loadTables(tables: Tables, folder: string, now: string): void {
  if (!existsSync(folder)) return;
  assertFolder(folder);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const name = file.slice(0, -4);
    const table = tables.named(name) ?? tables.add({ uuid: name, name, columns: [] });
    loadTable(tables, table, join(folder, file), now);
  }
}

function assertFolder(folder: string): void {
  if (!statSync(folder).isDirectory())
    throw new FlowInputError(`${folder} is not a folder. For --tables, pass a folder with one CSV file for each table.`);
}

/** The rows of each `NAME.csv` of a folder, with all cells as text. Throws FlowInputError with the name of the file. */
export function readTableFiles(folder: string): GivenTables {
  assertFolder(folder);
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(
    files.map((file) => {
      const [header = [], ...records] = readRecords(join(folder, file));
      return [file.slice(0, -4), records.map((cells) => toRow(header, cells))];
    }),
  );
}

function loadTable(tables: Tables, table: Table, path: string, now: string): void {
  const [header, ...records] = readRecords(path);
  if (header === undefined) throw new FlowInputError(`${path}: the file has no header row. Add one with the column names.`);
  fillTable(tables, table, { header, rows: records.map((cells) => toRow(header, cells)), now });
}

function toRow(header: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
}

function readRecords(path: string): string[][] {
  try {
    return parse(readFileSync(path, 'utf8'), { bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new FlowInputError(`${path}: ${messageOf(error)}.`);
  }
}

/** Writes each table to `NAME.csv`, completely or not at all. */
export function saveTables(tables: Tables, folder: string): void {
  for (const table of tables.all()) {
    const columns = [...ownColumns(table), ...table.columns.map(({ name }) => name)];
    writeAtomically(join(folder, `${fileName(table.name)}.csv`), tableToCsv(columns, table.rows, ','));
  }
}

/** A table name may contain characters that a file name may not. */
function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\u0000-\u001F]/g, '_').replace(/^\.+/, '_');
}

/** Rows as CSV, with a header row. */
export function tableToCsv(columns: readonly string[], rows: readonly Row[], delimiter: string): string {
  const line = (cells: readonly unknown[]): string => cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
  return `${[line(columns), ...rows.map((row) => line(columns.map((name) => row.fields.get(name) ?? ownField(row, name))))].join('\n')}\n`;
}

function quoted(value: unknown, delimiter: string): string {
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
