import { createEmulator } from '../../dist/index.js';
import { row } from '../support/rows.mjs';
import { median } from '../support/statistics.mjs';

const SIZES = [1000, 3000, 10_000];
const WARM_EXPENSES = 20_000;
const EXPENSES_PER_REPORT = 10;
const COLUMNS = [
  ...['report.reportID', 'report.oldReportID', 'report.reportName', 'report.policyName', 'report.submitter.fullName', 'report.status'],
  ...['expense.transactionID', 'expense.created', 'expense.merchant', '(expense.amount / 100)?string("0.00")', 'expense.currency'],
  ...['expense.category', 'expense.categoryGlCode', 'expense.tag', 'expense.tagGlCode', 'expense.comment', 'expense.mcc'],
  ...['expense.billable?string("yes", "no")', 'expense.reimbursable?c', 'expense.receiptFilename!""'],
];
const template = `<#list reports as report><#list report.transactionList as expense>
"${COLUMNS.map((column) => `\${${column}}`).join('","')}"
</#list></#list>`;

/** Exports with a CSV template of 20 columns: the time per expense should not grow, and the largest export is compared with a second. */
export async function exports({ quick }) {
  const emulators = [];
  for (const size of SIZES) {
    const emulator = await createEmulator({ listen: false, rateLimit: 'off', seed: seedOf(size) });
    // The same number of expenses for each size, so that all are measured with warm code.
    for (let done = 0; done < WARM_EXPENSES; done += size) await timeOfExport(emulator, size);
    emulators.push({ emulator, size, runs: [] });
  }
  for (let turn = 0; turn < (quick ? 3 : 9); turn++)
    for (const { emulator, size, runs } of emulators) runs.push(await timeOfExport(emulator, size));
  const times = emulators.map(({ runs }) => median(runs));
  for (const { emulator } of emulators) await emulator.close();
  const perExpense = times.map((ms, index) => (ms * 1000) / SIZES[index]);
  const [small, large] = [perExpense[0], perExpense.at(-1)];
  const detail = perExpense.map((micro, index) => `${SIZES[index].toLocaleString('en-US')}: ${micro.toFixed(1)} µs`).join(', ');
  return {
    rows: [
      row({
        id: 'exports',
        what: 'exports of 20 columns, time per expense, 10,000 against 1,000',
        value: large / small,
        unit: '×',
        atMost: 1.5,
        detail,
      }),
      row({
        id: 'export-large',
        what: 'export of 10,000 expenses and 20 columns, to the name of the file',
        value: times.at(-1),
        unit: 'ms',
        atMost: 1000,
        detail: 'in process, by fetch',
      }),
    ],
    curves: { exports: perExpense.map((micro, index) => [SIZES[index], micro]) },
  };
}

async function timeOfExport(emulator, size) {
  const job = {
    type: 'file',
    credentials: emulator.credentials,
    onReceive: { immediateResponse: ['returnRandomFileName'] },
    inputSettings: { type: 'combinedReportData', filters: { startDate: '2000-01-01' } },
    outputSettings: { fileExtension: 'csv' },
  };
  const startedAt = performance.now();
  const name = await post(emulator, job, { template });
  const ms = performance.now() - startedAt;
  const file = await post(emulator, { type: 'download', credentials: emulator.credentials, fileName: name });
  const rows = file.split('\n').filter((line) => line.startsWith('"')).length;
  if (rows !== size) throw new Error(`${rows} of ${size} expenses were exported: ${name.slice(0, 200)}`);
  return ms;
}

async function post(emulator, job, fields = {}) {
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify(job), ...fields });
  return (await emulator.fetch(emulator.endpoint, { method: 'POST', body })).text();
}

function seedOf(size) {
  const owner = 'owner@acme.example';
  const policyID = 'A1B2C3D4E5F60001';
  const reports = Array.from({ length: size / EXPENSES_PER_REPORT }, (_, index) => ({
    reportID: String(1e15 + index),
    name: `Report ${index}`,
    policyID,
    account: owner,
    created: '2026-01-01 12:00:00',
  }));
  const expenses = Array.from({ length: size }, (_, index) => ({
    account: owner,
    reportID: String(1e15 + Math.floor(index / EXPENSES_PER_REPORT)),
    merchant: `Merchant, ${index}`,
    amount: 1000 + index,
    created: '2026-01-01',
    category: 'Travel',
    tag: 'Sales',
  }));
  const policies = [
    { id: policyID, name: 'Main', categories: [{ name: 'Travel', glCode: '6100' }], tags: [{ name: 'Sales', enabled: true, glCode: 'S' }] },
  ];
  return { companies: [{ name: 'Acme', domains: ['acme.example'], domainAdmins: [owner], policies, reports, expenses }] };
}
