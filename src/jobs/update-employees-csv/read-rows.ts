import type { JobContext } from '../../emulator/implement.js';
import { jobError } from '../../protocol/define-job.js';
import { isEmailAddress } from '../../protocol/email-address.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { shown } from '../../util/as-text.js';
import { CsvProblem, type CsvRecord, csvRecords } from '../../util/csv-records.js';
import { suggestAside } from '../../util/suggest.js';
import { updateEmployeesCsv } from './definition.js';

/** A row of the CSV. Addresses are in lower case. "" means blank. */
export interface EmployeeRow {
  readonly email: string;
  readonly managerEmail: string;
  readonly isAdmin: boolean;
  readonly userID: string;
  readonly payrollID: string;
  readonly forwardManagerEmail: string;
}

const REQUIRED = ['EmployeeEmail', 'ManagerEmail', 'Admin'] as const;
const OPTIONAL = ['EmployeeUserId', 'EmployeePayrollId', 'ForwardManagerEmail'] as const;
const COLUMNS = [...REQUIRED, ...OPTIONAL];
type Column = (typeof COLUMNS)[number];

/** More employees than any company has; our own limit. */
const MAX_ROWS = 250_000;

/** The rows of the form field `data`, in slices. Throws `missing-data`, `missing-column` and `malformed-data`. */
export function* readRows({ fields, advise }: Pick<JobContext, 'fields' | 'advise'>): Work<EmployeeRow[]> {
  const text = fields.get('data') ?? '';
  if (text.trim() === '') throw jobError(updateEmployeesCsv, 'missing-data');
  try {
    const [header, ...records] = yield* csvRecords(text, ',');
    const columns = readHeader(header, advise);
    if (records.length > MAX_ROWS) throw new CsvProblem(`there are more than ${MAX_ROWS} rows.`);
    const rows: EmployeeRow[] = [];
    for (const record of records) {
      rows.push(toRow(record, columns));
      if (rows.length % STRIDE === 0) yield STRIDE;
    }
    return rows;
  } catch (error) {
    if (!(error instanceof CsvProblem)) throw error;
    advise('unreadable-csv', `data, ${error.message}`);
    throw jobError(updateEmployeesCsv, 'malformed-data');
  }
}

/** The position of each column. If two have the same name, the first counts. */
function readHeader(header: CsvRecord | undefined, advise: JobContext['advise']): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, value] of (header?.values ?? []).entries()) {
    const name = value.trim();
    if (!columns.has(name)) columns.set(name, index);
  }
  const known: readonly string[] = COLUMNS;
  for (const name of [...columns.keys()].slice(0, MAX_NAMED)) {
    if (!known.includes(name)) advise('unknown-column', `${shown(name)}${suggestAside(name, known)}`);
  }
  for (const column of REQUIRED) if (!columns.has(column)) throw jobError(updateEmployeesCsv, 'missing-column', { column });
  return columns;
}

/** An exchange keeps 50 advisories. */
const MAX_NAMED = 50;

function toRow({ values, line }: CsvRecord, columns: ReadonlyMap<string, number>): EmployeeRow {
  const cell = (column: Column): string => (values[columns.get(column) ?? values.length] ?? '').trim();
  const address = (column: Column): string => {
    const value = cell(column).toLowerCase();
    if (!isEmailAddress(value)) throw new CsvProblem(`line ${line}: ${column} '${shown(value)}' is not an email address.`);
    return value;
  };
  const admin = cell('Admin').toLowerCase();
  if (admin !== 'true' && admin !== 'false') throw new CsvProblem(`line ${line}: Admin '${shown(admin)}' must be true or false.`);
  return {
    email: address('EmployeeEmail'),
    managerEmail: address('ManagerEmail'),
    isAdmin: admin === 'true',
    userID: cell('EmployeeUserId'),
    payrollID: cell('EmployeePayrollId'),
    forwardManagerEmail: cell('ForwardManagerEmail') === '' ? '' : address('ForwardManagerEmail'),
  };
}
