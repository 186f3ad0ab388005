import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { ROW_COLLECTIONS, rowKeys } from '../emulator/seeds/read-row.js';
import type { AnyCollection } from '../emulator/world/collection.js';
import type { Company } from '../emulator/world/company.js';
import { findRow, shownKey } from '../emulator/world/edit-row.js';
import { emailOf } from '../emulator/world/people.js';
import { inSlices, STRIDE, type Work } from '../runtime/slices.js';
import { suggest } from '../util/suggest.js';
import { UserError } from '../util/user-error.js';
import { readInput } from './inputs.js';
import { NotFound } from './not-found.js';
import { factsOf } from './row-facts.js';

const rowsQuery = z
  .object({
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
    order: z.enum(['oldest', 'newest']).default('oldest'),
    /** Found anywhere in the document, ignoring case. */
    text: z.string().max(200).default(''),
  })
  .catchall(z.string());
type RowsQuery = z.output<typeof rowsQuery>;

class BadFilter extends UserError {
  override readonly name = 'BadFilter';
}

/** A row as the pages show it: its key, its document, and its computed facts. */
export interface ShownRow<D = unknown, F = unknown> {
  readonly key: string;
  readonly document: D;
  readonly facts?: F;
}

type Params = Readonly<Record<string, string>>;

/** Adds the routes below `path` that list and show the rows of a company, which `companyOf` finds: as it is now, or as it was. */
export function addRowReads(router: Router, path: string, companyOf: (params: Params) => Company, now: () => string): void {
  router.get(`${path}/:collection`, async ({ params, query: given }: Request<Params>, response) => {
    const company = companyOf(params);
    const definition = findCollection(company, params.collection ?? '');
    const query = readInput(rowsQuery, given);
    assertFilters(definition, query);
    response.json(await inSlices(listRows(company, definition, query, now())));
  });
  router.get(`${path}/files/:key`, ({ params }: Request<Params>, response) => {
    sendFile(companyOf(params), params.key ?? '', response);
  });
  router.get(`${path}/:collection/:key`, async ({ params }: Request<Params>, response) => {
    const { company, definition, row } = await findIn(companyOf(params), params);
    response.json(showRow(company, definition, row, now()));
  });
}

/** The row that a path names. Throws NotFound. */
export async function findIn(company: Company, { collection = '', key = '' }: Params) {
  const definition = findCollection(company, collection);
  const row = await inSlices(findRow(company, definition, key));
  if (row === undefined) throw new NotFound(`${company.name} has no row ${key.slice(0, 80)} in ${collection}.`);
  return { company, definition, row };
}

export function findCollection({ definitions }: Company, name: string): AnyCollection {
  const known = ROW_COLLECTIONS.find((one) => one === name);
  const definition = definitions.find((one) => one.name === known);
  if (definition !== undefined) return definition;
  throw new NotFound(
    `Unknown collection '${name.slice(0, 80)}'${suggest(name, ROW_COLLECTIONS, `. Use one of ${ROW_COLLECTIONS.join(', ')}.`)}`,
  );
}

/** Throws BadFilter on an unknown filter, because a misspelled one would match everything. */
function assertFilters({ name }: AnyCollection, { limit, offset, order, text, ...filters }: RowsQuery): void {
  const known = rowKeys(name);
  for (const key of Object.keys(filters)) {
    if (!known.includes(key)) throw new BadFilter(`${name} can't be filtered by '${key.slice(0, 80)}'${suggest(key, known)}`);
  }
}

/** One page of the matching rows, and the total number of matches. */
function* listRows(
  company: Company,
  definition: AnyCollection,
  { limit, offset, order, text, ...filters }: RowsQuery,
  now: string,
): Work<{ readonly total: number; readonly rows: readonly ShownRow[] }> {
  const wanted = text.toLowerCase();
  const conditions = Object.entries(filters);
  const matching: object[] = [];
  let steps = 0;
  for (const row of candidates(company, definition, conditions)) {
    if (++steps % STRIDE === 0) yield STRIDE / 4;
    if (conditions.length === 0 && wanted === '') matching.push(row);
    else if (matches(showDocument(company, definition, row), conditions, wanted)) matching.push(row);
  }
  if (order === 'newest') matching.reverse();
  const rows: ShownRow[] = [];
  for (const row of matching.slice(offset, offset + limit)) {
    if (rows.length % STRIDE === STRIDE - 1) yield STRIDE;
    rows.push(showRow(company, definition, row, now));
  }
  return { total: matching.length, rows };
}

/** All rows, or those that an index finds: a report has few of all expenses. */
function candidates(company: Company, definition: AnyCollection, conditions: readonly (readonly [string, string])[]): Iterable<object> {
  const rows = company.rowsOf(definition);
  const indexed = conditions.find(([key, wanted]) => wanted !== '' && definition.indexes[key]?.isUnique === false);
  if (indexed === undefined) return rows.values();
  const [key, wanted] = indexed;
  return /^\d{1,15}$/.test(wanted) ? [...rows.list(key, wanted), ...rows.list(key, Number(wanted))] : rows.list(key, wanted);
}

/** An empty condition matches documents without the key. */
function matches(document: unknown, conditions: readonly (readonly [string, string])[], text: string): boolean {
  const values = new Map<string, unknown>(typeof document === 'object' && document !== null ? Object.entries(document) : []);
  return (
    conditions.every(([key, wanted]) => String(values.get(key) ?? '') === wanted) && JSON.stringify(document).toLowerCase().includes(text)
  );
}

export function showRow(company: Company, definition: AnyCollection, row: object, now: string): ShownRow {
  const facts = factsOf(company, definition.name, row, now);
  return {
    key: shownKey(company, definition, row),
    document: showDocument(company, definition, row),
    ...(facts !== undefined && { facts }),
  };
}

function showDocument(company: Company, { document }: AnyCollection, row: object): unknown {
  const naming = (accountID: number): string => emailOf(company, accountID);
  return document.summarize?.(row, naming) ?? document.write(row, naming);
}

/** A template may print anything, so browsers must save the file and never open it as a page of the console. */
function sendFile(company: Company, name: string, response: Response): void {
  const file = company.files.get(name);
  if (file === undefined) throw new NotFound(`${company.name} has no file ${name.slice(0, 80)}.`);
  response.attachment(name).type('application/octet-stream').send(Buffer.from(file.content));
}
