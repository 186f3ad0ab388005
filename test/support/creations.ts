import type { Emulator } from '../../src/index.js';
import { type Answer, sendJob } from './emulator.js';
import { MAIN, OWNER } from './people.js';

/** An expense with only the required fields and the given changes. `undefined` removes a field. */
export function taxi(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { merchant: 'Taxi', created: '2026-01-30', amount: 1850, currency: 'USD', ...changes };
}

/** `create expenses` for the account of the credentials. */
export function createExpenses(emulator: Emulator, transactionList: unknown, settings: object = {}, credentials?: object): Promise<Answer> {
  const inputSettings = { type: 'expenses', employeeEmail: OWNER, transactionList, ...settings };
  return sendJob(emulator, { type: 'create', inputSettings, ...(credentials !== undefined && { credentials }) });
}

/** `create report` for the account of the credentials, on the main policy. */
export function createReport(emulator: Emulator, settings: object = {}): Promise<Answer> {
  const inputSettings = { type: 'report', policyID: MAIN, employeeEmail: OWNER, report: { title: 'May trip' }, expenses: [], ...settings };
  return sendJob(emulator, { type: 'create', inputSettings });
}

/** `create expenseRules` or `update expenseRules` for the account of the credentials, on the main policy. */
export function sendRule(emulator: Emulator, type: 'create' | 'update', settings: object): Promise<Answer> {
  return sendJob(emulator, { type, inputSettings: { type: 'expenseRules', policyID: MAIN, employeeEmail: OWNER, ...settings } });
}

type Collection = 'reports' | 'expenses' | 'expenseRules';

/** The new rows of the company, as in a snapshot. */
export async function newRows(emulator: Emulator, collection: Collection, run: () => Promise<unknown>): Promise<Answer[]> {
  const rows = (): readonly Answer[] => [...(emulator.snapshot().companies[0]?.[collection] ?? [])];
  const before = new Set(rows().map((row) => JSON.stringify(row)));
  await run();
  return rows().filter((row) => !before.has(JSON.stringify(row)));
}
