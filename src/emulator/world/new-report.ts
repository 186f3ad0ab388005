import type { CompanyRows } from './company.js';
import type { Report } from './entities/report.js';
import { memberOf } from './people.js';

type Named = Pick<Report, 'reportID' | 'name' | 'policyID' | 'accountID' | 'created'> & Partial<Pick<Report, 'fields'>>;

/** A report that has not been submitted yet. Its manager is the person the member submits to on the policy. */
export function newReport(rows: Pick<CompanyRows, 'members'>, { fields = {}, ...named }: Named): Report {
  const managerID = memberOf(rows, named.policyID, named.accountID)?.submitsTo;
  return { ...named, status: 'Open', ...(managerID !== undefined && { managerID }), fields, isACHReimbursed: false, history: [] };
}
