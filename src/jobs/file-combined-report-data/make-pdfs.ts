import { drawReceipt } from '../../emulator/file-formats/draw-receipt.js';
import type { PdfExpense, PdfReport } from '../../emulator/file-formats/pdf-report.js';
import { writeReportPdf } from '../../emulator/file-formats/write-report-pdf.js';
import type { Company } from '../../emulator/world/company.js';
import type { Expense } from '../../emulator/world/entities/expense.js';
import type { Report } from '../../emulator/world/entities/report.js';
import { amountOf, convertedAmountOf, expensesOf, totalOf } from '../../emulator/world/expenses.js';
import { emailOf } from '../../emulator/world/people.js';
import { toOldReportID } from '../../emulator/world/report-id.js';
import { inSlices, type Work } from '../../runtime/slices.js';

interface MadePdf {
  readonly oldReportID: string;
  readonly content: Uint8Array;
}

/** A PDF of each report, with its expenses and with receipts drawn by the emulator. */
export async function* makePdfs(
  { company, reports }: { readonly company: Company; readonly reports: readonly Report[] },
  fullPageReceipts: boolean,
): AsyncGenerator<MadePdf> {
  for (const report of reports) {
    const content = await writeReportPdf(await inSlices(toPdfReport(company, report, fullPageReceipts)));
    yield { oldReportID: toOldReportID(report.reportID), content };
  }
}

/** Drawing one receipt takes as long as parsing this many records. */
const STEPS_OF_A_RECEIPT = 20;

function* toPdfReport(company: Company, report: Report, fullPageReceipts: boolean): Work<PdfReport> {
  const policy = company.policies.get(report.policyID);
  const currency = policy?.outputCurrency ?? 'USD';
  const expenses: PdfExpense[] = [];
  for (const expense of expensesOf(company, report)) {
    yield expense.receiptID === undefined ? 1 : STEPS_OF_A_RECEIPT;
    expenses.push(toPdfExpense(expense, currency));
  }
  return {
    title: report.name,
    reportID: report.reportID,
    submitter: emailOf(company, report.accountID),
    status: report.status,
    policy: policy?.name ?? '',
    dates: datesOf(report),
    expenses,
    total: { cents: totalOf(company, report), currency },
    history: report.history.map(({ action, accountID, created }) => ({ at: created, text: `${action} ${emailOf(company, accountID)}` })),
    fullPageReceipts,
  };
}

function datesOf({ created, submitted, approved, reimbursed }: Report): PdfReport['dates'] {
  const dates = { Created: created, Submitted: submitted, Approved: approved, Reimbursed: reimbursed };
  return Object.entries(dates).flatMap(([name, date]) => (date === undefined ? [] : [{ name, date }]));
}

function toPdfExpense(expense: Expense, reportCurrency: string): PdfExpense {
  const { currency, category, tag, comment, receiptID } = expense;
  const date = expense.modifiedCreated ?? expense.created;
  const merchant = expense.modifiedMerchant ?? expense.merchant;
  const amount = amountOf(expense);
  return {
    date,
    merchant,
    category,
    tag,
    comment,
    amount: { cents: amount, currency },
    ...(currency !== reportCurrency && { converted: { cents: convertedAmountOf(expense), currency: reportCurrency } }),
    ...(receiptID !== undefined && { receipt: drawReceipt({ merchant, amount, currency, date }) }),
  };
}
