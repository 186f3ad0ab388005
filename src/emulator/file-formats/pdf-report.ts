import type { Money } from './money.js';

/** What the PDF of a report shows. Texts may be anything; dates and times are printed as they are. */
export interface PdfReport {
  readonly title: string;
  readonly reportID: string;
  readonly submitter: string;
  readonly status: string;
  readonly policy: string;
  /** In the order of the page, e.g. `{ name: 'Submitted', date: '2026-01-31' }`. */
  readonly dates: readonly PdfReportDate[];
  readonly expenses: readonly PdfExpense[];
  readonly total: Money;
  readonly history: readonly PdfHistoryEntry[];
  /** A page for each receipt (`includeFullPageReceiptsPdf`), instead of small pictures after the expenses. */
  readonly fullPageReceipts: boolean;
}

export interface PdfReportDate {
  readonly name: string;
  readonly date: string;
}

export interface PdfExpense {
  readonly date: string;
  readonly merchant: string;
  readonly category?: string;
  readonly tag?: string;
  readonly comment?: string;
  readonly amount: Money;
  /** In the currency of the report, if it is another one. */
  readonly converted?: Money;
  /** A PNG in grey or RGB without transparency, as `drawReceipt` makes it. */
  readonly receipt?: Uint8Array;
}

export interface PdfHistoryEntry {
  readonly at: string;
  readonly text: string;
}
