import { updateEmployees } from '../jobs/update-employees/definition.js';
import type { EmployeeInput } from '../jobs/update-employees/employee-record.js';
import { hash32 } from '../runtime/random.js';
import type { Connection } from './connection.js';
import { ValidationError } from './errors.js';
import { withProgress } from './interrupted-feed.js';
import { runJob } from './run-job.js';
import { SkippedEmployeesError } from './skipped-employees-error.js';
import { splitFeed } from './split-feed.js';
import { emptyResult, mergeAnswer, type UpdateProgress, type UpdateResult } from './update-result.js';

export interface UpdateOptions {
  /** Changes nothing and answers what would happen. */
  readonly dryRun?: boolean;
  /** Who gets the service's summary mail of each request. */
  readonly onFinish?: readonly { readonly actionName: 'email'; readonly recipients: string }[];
  readonly setEmployeePrimaryPolicy?: 'none' | 'new_employees' | 'all_employees';
  /** The service's default: true. Managers are invited to the policies where they approve. */
  readonly shouldFixApprovalChains?: boolean;
  readonly fixFirstLevelManagersOnly?: boolean;
  readonly shouldSkipNotificationEmail?: boolean;
  /** Most records in one request. Default: 500. */
  readonly batchSize?: number;
  /** `throw` turns skipped records into a SkippedEmployeesError once the whole feed is through. Default: `return`. */
  readonly onSkipped?: 'return' | 'throw';
  /** Told after each confirmed batch. What is kept of it is what `resume` takes. */
  readonly onProgress?: (progress: UpdateProgress & { readonly sent: number; readonly total: number }) => void | Promise<void>;
  /** Where an interrupted feed goes on: the `progress` of an error or of `onProgress`. The feed must be the same. */
  readonly resume?: UpdateProgress;
  readonly signal?: AbortSignal;
}

const DEFAULT_BATCH_SIZE = 500;

/** The client's method of the same name; see there. */
export async function sendEmployees(
  connection: Connection,
  employees: readonly EmployeeInput[],
  options: UpdateOptions,
): Promise<UpdateResult> {
  const { dryRun = false, batchSize = DEFAULT_BATCH_SIZE, onProgress, resume } = options;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) throw new RangeError(`batchSize is a whole number from 1, not ${batchSize}.`);
  const batches = splitFeed(employees, batchSize).map((records) => ({ records, fingerprint: fingerprintOf(records, options) }));
  let progress: UpdateProgress = resume ?? { confirmed: [], result: emptyResult(dryRun) };
  assertSameFeed(progress, batches);
  const confirmed = new Set(progress.confirmed);
  let sent = 0;
  for (const { records, fingerprint } of batches) {
    sent += records.length;
    if (confirmed.has(fingerprint)) continue;
    const answer = await withProgress(progress, () => runJob(connection, updateEmployees, toRequest(records, options)));
    progress = { confirmed: [...progress.confirmed, fingerprint], result: mergeAnswer(progress.result, answer) };
    await onProgress?.({ ...progress, sent, total: employees.length });
  }
  const { result } = progress;
  if (options.onSkipped === 'throw' && result.skipped.length > 0) throw new SkippedEmployeesError(result, batches.length);
  return result;
}

function toRequest(records: readonly EmployeeInput[], options: UpdateOptions) {
  const { dryRun, onFinish, setEmployeePrimaryPolicy, shouldFixApprovalChains, fixFirstLevelManagersOnly } = options;
  const job = {
    'dry-run': dryRun,
    dataSource: 'request',
    inputSettings: { entity: 'generic' },
    onFinish,
    setEmployeePrimaryPolicy,
    shouldFixApprovalChains,
    fixFirstLevelManagersOnly,
    shouldSkipNotificationEmail: options.shouldSkipNotificationEmail,
  };
  return { job, fields: { data: JSON.stringify({ Employees: records }) }, signal: options.signal };
}

/** Tells batches of one feed apart, and a feed from another; it need not withstand anyone. */
function fingerprintOf(records: readonly EmployeeInput[], { dryRun = false }: UpdateOptions): string {
  const text = JSON.stringify([dryRun, records]);
  return `${hash32(text).toString(16)}-${text.length}`;
}

function assertSameFeed({ confirmed }: UpdateProgress, batches: readonly { readonly fingerprint: string }[]): void {
  const known = new Set(batches.map(({ fingerprint }) => fingerprint));
  if (confirmed.every((fingerprint) => known.has(fingerprint))) return;
  throw new ValidationError(
    '`resume` belongs to another feed, another batchSize or another dryRun; leave it out to send all of this one.',
    {
      job: updateEmployees.name,
      attempts: 0,
    },
  );
}
