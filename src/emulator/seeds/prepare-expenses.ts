import { hash32 } from '../../runtime/random.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import type { CompanyDocument } from '../world/document.js';
import { readReportID, toReportID } from '../world/report-id.js';
import type { CompanySeed } from './schema.js';

type Prepared = Pick<CompanyDocument, 'domainCards' | 'reports' | 'expenses' | 'expenseRules' | 'tagApprovers' | 'exportLabels' | 'files'>;

/** Reports and everything that belongs to them, with the ids and times that a seed left out. */
export function* prepareExpenses(company: Pick<CompanySeed, 'name' | keyof Prepared>): Work<Prepared> {
  const expenses: Prepared['expenses'][number][] = [];
  for (const expense of company.expenses ?? []) {
    if (expenses.length % STRIDE === STRIDE - 1) yield STRIDE / 4;
    expenses.push({
      ...expense,
      transactionID: expense.transactionID ?? transactionIDOf(`${company.name}/${expenses.length}`),
      inserted: expense.inserted ?? `${expense.created} 12:00:00`,
    });
  }
  return {
    domainCards: company.domainCards ?? [],
    reports: (company.reports ?? []).map((report) => ({
      ...report,
      reportID: report.reportID ?? reportIDOf(`${company.name}/${report.name}/${report.account}/${report.created}`),
    })),
    expenses,
    expenseRules: company.expenseRules ?? [],
    tagApprovers: company.tagApprovers ?? [],
    exportLabels: (company.exportLabels ?? []).map((label) => ({ ...label, reportID: readReportID(label.reportID) ?? label.reportID })),
    files: company.files ?? [],
  };
}

/** A report id from a name, of 16 digits in its decimal form. */
export function reportIDOf(name: string): string {
  return toReportID(1e15 + hash32(name) * 1e6 + (hash32(`${name}#`) % 1e6));
}

/** 19 digits from a name. */
export function transactionIDOf(name: string): string {
  const digits = (part: string): string => String(hash32(part)).padStart(10, '0');
  return `4${digits(name).slice(1)}${digits(`${name}#`).slice(1)}`;
}
