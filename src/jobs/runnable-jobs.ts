import type { RunnableJob } from '../emulator/implement.js';
import { runDownload } from './download/run.js';
import { runGetPolicy } from './get-policy/run.js';
import { runGetPolicyList } from './get-policy-list/run.js';
import { runUpdateEmployees } from './update-employees/run.js';
import { runUpdateReportStatus } from './update-report-status/run.js';

/** Every job this version runs. A test checks that each defined job is here. */
export const runnableJobs: readonly RunnableJob[] = [
  runGetPolicyList,
  runGetPolicy,
  runUpdateEmployees,
  runUpdateReportStatus,
  runDownload,
];
