import { z } from 'zod';
import { atOnce } from '../../runtime/slices.js';
import { isObject } from '../../util/is-object.js';
import { once } from '../../util/once.js';
import { describeIssue, sayIssue } from '../../util/say-issue.js';
import type { Company } from '../world/company.js';
import { prepareSessions, sessionIDOf } from './prepare.js';
import { prepareExpenses, reportIDOf, transactionIDOf } from './prepare-expenses.js';
import { companySeed } from './schema.js';
import { SeedError } from './seed-error.js';

/** The collections whose rows can be added, replaced and deleted one by one. */
const rowsSeed = once(() =>
  companySeed().pick({
    name: true,
    reports: true,
    expenses: true,
    expenseRules: true,
    tagApprovers: true,
    domainCards: true,
    exportLabels: true,
    files: true,
    sessions: true,
  }),
);

export const ROW_COLLECTIONS = [
  'reports',
  'expenses',
  'expenseRules',
  'tagApprovers',
  'domainCards',
  'exportLabels',
  'files',
  'sessions',
] as const satisfies readonly (keyof ReturnType<typeof rowsSeed>['shape'])[];

/**
 * Checks one row in the format of a seed, and fills in what it leaves out. Throws SeedError that names the key.
 * @example readRow(company, 'expenses', { account: 'ed@acme.example', merchant: 'Taxi', amount: 950, created: '2026-01-31' })
 */
export function readRow(company: Company, collection: string, input: unknown): unknown {
  const row = isObject(input) ? { ...freeID(company, collection), ...input } : input;
  const { success, data, error } = rowsSeed().safeParse({ name: company.name, [collection]: [row] }, { error: sayIssue });
  if (!success) throw new SeedError(describe(collection, error.issues));
  const rows = { ...atOnce(prepareExpenses(data)), sessions: prepareSessions(data) };
  const prepared = new Map<string, readonly unknown[]>(Object.entries(rows));
  return prepared.get(collection)?.[0];
}

/** The keys that a document can contain. */
export function rowKeys(collection: string): string[] {
  return Object.keys(rowSchema(collection).properties ?? {});
}

/** An unused id for a row that has none. */
function freeID(company: Company, collection: string): object {
  if (collection === 'reports') return { reportID: firstFree(company, company.reports, reportIDOf) };
  if (collection === 'sessions') return { sessionID: firstFree(company, company.sessions, sessionIDOf) };
  return collection === 'expenses' ? { transactionID: firstFree(company, company.expenses, transactionIDOf) } : {};
}

function firstFree({ name }: Company, rows: { readonly size: number; has(key: string): boolean }, idOf: (name: string) => string): string {
  for (let count = rows.size; ; count++) {
    const id = idOf(`${name}/${count}`);
    if (!rows.has(id)) return id;
  }
}

function describe(collection: string, issues: readonly z.core.$ZodIssue[]): string {
  const inRow = issues.map((issue) => ({ ...issue, path: issue.path.slice(2) }));
  return describeIssue(inRow, () => rowSchema(collection), 'the document') ?? 'The document is not valid.';
}

function rowSchema(collection: string): z.core.JSONSchema.BaseSchema {
  const listed = z.toJSONSchema(rowsSeed(), { io: 'input', reused: 'inline' }).properties?.[collection];
  const items = typeof listed === 'object' ? listed.items : undefined;
  return typeof items === 'object' && !Array.isArray(items) ? items : {};
}
