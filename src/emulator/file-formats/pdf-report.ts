import type { Money } from './money.js';

/** The contents of the PDF of a report. Texts may be anything; dates and times are printed unchanged. */
export interface PdfReport {
  readonly title: string;
  readonly reportID: string;
  readonly submitter: string;
  readonly status: string;
  readonly policy: string;
  /** In the order on the page, e.g. `{ name: 'Submitted', date: '2026-01-31' }`. */
  readonly dates: readonly PdfReportDate[];
  readonly expenses: readonly PdfExpense[];
  readonly total: Money;
  readonly history: readonly PdfHistoryEntry[];
  /** True for one page per receipt (`includeFullPageReceiptsPdf`), instead of small pictures after the expenses. */
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
  /** In the currency of the report, if the expense has a different one. */
  readonly converted?: Money;
  /** A PNG in grey or RGB without transparency, as created by `drawReceipt`. */
  readonly receipt?: Uint8Array;
}

export interface PdfHistoryEntry {
  readonly at: string;
  readonly text: string;
}
