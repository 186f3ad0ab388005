import { runGetPolicy } from './get-policy.js';
import { runGetPolicyList } from './get-policy-list.js';
import type { RunnableJob } from './implement.js';
import { runUpdateEmployees } from './update-employees/run.js';

/** Every job this version runs. A test checks that each defined job is here. */
export const runnableJobs: readonly RunnableJob[] = [runGetPolicyList, runGetPolicy, runUpdateEmployees];
