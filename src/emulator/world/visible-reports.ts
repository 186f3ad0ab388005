import type { CompanyRows } from './company.js';
import type { Account } from './entities/account.js';
import type { Report } from './entities/report.js';
import { memberOf } from './people.js';

/** Not documented, so assumed: the owner of the report, its current and previous approvers, and admins and auditors of its policy. */
export function canSeeReport(rows: Pick<CompanyRows, 'members'>, { accountID }: Account, report: Report): boolean {
  if (report.accountID === accountID || report.managerID === accountID) return true;
  const role = memberOf(rows, report.policyID, accountID)?.role;
  if (role === 'admin' || role === 'auditor') return true;
  return report.history.some(({ action, accountID: actor }) => action === 'APPROVED' && actor === accountID);
}
