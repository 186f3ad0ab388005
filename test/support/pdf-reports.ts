import type { PdfExpense, PdfReport } from '../../src/emulator/file-formats/pdf-report.js';

export const usd = (cents: number) => ({ cents, currency: 'USD' });

export const anExpense = (changes: Partial<PdfExpense> = {}): PdfExpense => ({
  date: '2026-01-30',
  merchant: 'Blue Bottle',
  amount: usd(1250),
  ...changes,
});

export const aReport = (changes: Partial<PdfReport> = {}): PdfReport => ({
  title: 'Trip to Zürich',
  reportID: '1234567890123456',
  submitter: 'ada@acme.example',
  status: 'APPROVED',
  policy: 'Acme',
  dates: [
    { name: 'Created', date: '2026-01-30' },
    { name: 'Submitted', date: '2026-01-31' },
  ],
  expenses: [anExpense()],
  total: usd(1250),
  history: [],
  fullPageReceipts: false,
  ...changes,
});
