import type { RunnableJob } from '../emulator/implement.js';
import { runGetPolicy } from './get-policy/run.js';
import { runGetPolicyList } from './get-policy-list/run.js';
import { runUpdateEmployees } from './update-employees/run.js';

/** Every job this version runs. A test checks that each defined job is here. */
export const runnableJobs: readonly RunnableJob[] = [runGetPolicyList, runGetPolicy, runUpdateEmployees];
