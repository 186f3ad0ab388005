// Tests an export template without Expensify: `npx vitest`.
//
// The emulator renders the template with the reports of its demo company, as Expensify's report exporter does. Replace ledger.ftl
// with your own template, and the demo company with a seed whose reports look like yours.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator } from 'expensify-emulator';
import { type Client, createClient } from 'expensify-emulator/client';
import { afterEach, beforeEach, expect, test } from 'vitest';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
const template = read('ledger.ftl');

let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  emulator = await createEmulator({ listen: false, clock: '2026-01-31T09:00:00Z' });
  client = createClient({ credentials: emulator.credentials, fetch: (url, init) => emulator.fetch(url, init), rateLimit: 'off' });
});
afterEach(() => emulator.close());

/** The ledger rows for reports that were approved since the start of the year and not exported yet. */
async function exportLedger(): Promise<string> {
  const [name = ''] = await client.exportReports({
    template,
    fileExtension: 'csv',
    approvedAfter: '2025-12-31',
    reportState: ['APPROVED'],
    markedAsExported: 'Ledger',
    onFinish: [{ actionName: 'markAsExported', label: 'Ledger' }],
  });
  return new TextDecoder().decode(await client.download(name));
}

/** The total of a column in cents, by report. */
function totals(csv: string, column: number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of csv.trim().split('\n').slice(1)) {
    const cells = line.split(',');
    const [, report = ''] = cells;
    sums[report] = (sums[report] ?? 0) + Math.round(Number(cells[column]) * 100);
  }
  return sums;
}

test('the ledger matches the approved golden file', async () => {
  expect(await exportLedger()).toBe(read('ledger.golden.csv'));
});

test('debits and credits of each report are equal', async () => {
  const ledger = await exportLedger();
  expect(totals(ledger, 4)).toEqual(totals(ledger, 5));
});

test('a report is exported only once', async () => {
  await exportLedger();
  expect(await exportLedger()).toBe('Date,Report,Account,Cost centre,Debit,Credit,Memo\n');
});
