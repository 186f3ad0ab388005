import { type JobDefinition, jobName } from '../protocol/define-job.js';
import { createExpenseRules } from './create-expense-rules/definition.js';
import { createExpenses } from './create-expenses/definition.js';
import { createPolicy } from './create-policy/definition.js';
import { createReport } from './create-report/definition.js';
import { download } from './download/definition.js';
import { fileCombinedReportData } from './file-combined-report-data/definition.js';
import { getDomainCardList } from './get-domain-card-list/definition.js';
import { getPolicy } from './get-policy/definition.js';
import { getPolicyList } from './get-policy-list/definition.js';
import { reconciliation } from './reconciliation/definition.js';
import { updateEmployees } from './update-employees/definition.js';
import { updateEmployeesCsv } from './update-employees-csv/definition.js';
import { updateExpenseRules } from './update-expense-rules/definition.js';
import { updatePolicy } from './update-policy/definition.js';
import { updateReportStatus } from './update-report-status/definition.js';
import { updateTagApprovers } from './update-tag-approvers/definition.js';

/** Every job that this version implements. */
export const definedJobs: readonly JobDefinition[] = [
  getPolicyList,
  getPolicy,
  getDomainCardList,
  createReport,
  createExpenses,
  createPolicy,
  createExpenseRules,
  updateEmployees,
  updateEmployeesCsv,
  updatePolicy,
  updateReportStatus,
  updateExpenseRules,
  updateTagApprovers,
  fileCombinedReportData,
  reconciliation,
  download,
];

/** The job types of the reference, each with its `inputSettings.type`s. `reconciliation` and `download` have none. */
export const KNOWN_JOBS: Readonly<Record<string, readonly string[]>> = {
  get: ['policyList', 'policy', 'domainCardList'],
  update: ['employees', 'policy', 'reportStatus', 'expenseRules', 'tagApprovers'],
  create: ['policy', 'report', 'expenses', 'expenseRules'],
  file: ['combinedReportData'],
  reconciliation: [],
  download: [],
};

/** Every job name that the journal uses: `get policyList`, `download`, `update employees (csv)`. */
export const JOB_NAMES: readonly string[] = Object.entries(KNOWN_JOBS).flatMap(([type, subtypes]) =>
  subtypes.length === 0 ? [type] : subtypes.flatMap((subtype) => [jobName({ type, subtype }), ...variantsOf(type, subtype)]),
);

function variantsOf(type: string, subtype: string): string[] {
  return definedJobs.filter((job) => job.variant !== undefined && job.type === type && job.subtype === subtype).map(({ name }) => name);
}
