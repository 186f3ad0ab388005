import type { RunnableJob } from '../emulator/implement.js';
import { runCreateExpenseRules } from './create-expense-rules/run.js';
import { runCreateExpenses } from './create-expenses/run.js';
import { runCreatePolicy } from './create-policy/run.js';
import { runCreateReport } from './create-report/run.js';
import { runDownload } from './download/run.js';
import { runFileCombinedReportData } from './file-combined-report-data/run.js';
import { runGetDomainCardList } from './get-domain-card-list/run.js';
import { runGetPolicy } from './get-policy/run.js';
import { runGetPolicyList } from './get-policy-list/run.js';
import { runReconciliation } from './reconciliation/run.js';
import { runUpdateEmployees } from './update-employees/run.js';
import { runUpdateEmployeesCsv } from './update-employees-csv/run.js';
import { runUpdateExpenseRules } from './update-expense-rules/run.js';
import { runUpdatePolicy } from './update-policy/run.js';
import { runUpdateReportStatus } from './update-report-status/run.js';
import { runUpdateTagApprovers } from './update-tag-approvers/run.js';

/** Every job this version runs. A test checks that each defined job is here. */
export const runnableJobs: readonly RunnableJob[] = [
  runGetPolicyList,
  runGetPolicy,
  runCreateReport,
  runCreateExpenses,
  runCreatePolicy,
  runCreateExpenseRules,
  runUpdateEmployees,
  runUpdateReportStatus,
  runUpdateExpenseRules,
  runFileCombinedReportData,
  runReconciliation,
  runDownload,
  runGetDomainCardList,
  runUpdateEmployeesCsv,
  runUpdatePolicy,
  runUpdateTagApprovers,
];
