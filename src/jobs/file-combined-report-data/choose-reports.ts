import type { Company } from '../../emulator/world/company.js';
import type { Account } from '../../emulator/world/entities/account.js';
import type { Report } from '../../emulator/world/entities/report.js';
import { accountByLogin, isDomainAdmin } from '../../emulator/world/people.js';
import { wantedReports } from '../../emulator/world/report-filters.js';
import { canSeeReport } from '../../emulator/world/visible-reports.js';
import { jobError } from '../../protocol/define-job.js';
import type { Work } from '../../runtime/slices.js';
import { type ExportInput, fileCombinedReportData } from './definition.js';

/** The company, the account that exports, and what it asked for. */
export interface Exporter {
  readonly company: Company;
  readonly account: Account;
}

/** The reports to export. Throws the errors about employeeEmail. */
export function* chooseReports(exporter: Exporter, { inputSettings }: ExportInput): Work<Report[]> {
  const { filters, reportState: statuses = [], limit, employeeEmail } = inputSettings;
  const { company } = exporter;
  const account = employeeEmail === undefined ? exporter.account : employeeOf(exporter, employeeEmail);
  if (employeeEmail !== undefined && statuses.includes('Open')) throw jobError(fileCombinedReportData, 'open-reports-of-employee');
  const wanted = yield* wantedReports(company, { ...filters, statuses });
  return wanted
    .filter((report) => canSeeReport(company, account, report) && (employeeEmail === undefined || report.status !== 'Open'))
    .slice(0, limit);
}

/** The account to export from: the caller's own, or for a domain admin any account in the company's domains. */
function employeeOf({ company, account }: Exporter, employeeEmail: string): Account {
  const employee = accountByLogin(company, employeeEmail.toLowerCase());
  const domain = employee?.email.slice(employee.email.lastIndexOf('@') + 1) ?? '';
  const isAllowed = employee?.accountID === account.accountID || (isDomainAdmin(company, account) && company.domains.has(domain));
  if (employee === undefined || !isAllowed) throw jobError(fileCombinedReportData, 'not-authorized-as-employee', { employeeEmail });
  return employee;
}
