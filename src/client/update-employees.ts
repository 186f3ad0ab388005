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
  /** If true, nothing is changed and the result says what would happen. */
  readonly dryRun?: boolean;
  /** The recipients of the service's summary email for each request. */
  readonly onFinish?: readonly { readonly actionName: 'email'; readonly recipients: string }[];
  readonly setEmployeePrimaryPolicy?: 'none' | 'new_employees' | 'all_employees';
  /** If true (the service's default), managers are invited to the policies where they approve. */
  readonly shouldFixApprovalChains?: boolean;
  readonly fixFirstLevelManagersOnly?: boolean;
  readonly shouldSkipNotificationEmail?: boolean;
  /** The most records in one request. Default: 500. */
  readonly batchSize?: number;
  /** `throw` throws a SkippedEmployeesError for skipped records after the whole feed was sent. Default: `return`. */
  readonly onSkipped?: 'return' | 'throw';
  /** Called after each confirmed batch. Save the value to `resume` later. */
  readonly onProgress?: (progress: UpdateProgress & { readonly sent: number; readonly total: number }) => void | Promise<void>;
  /** Continues an interrupted feed: the `progress` of an error, or the value of `onProgress`. The feed must be the same. */
  readonly resume?: UpdateProgress;
  readonly signal?: AbortSignal;
}

const DEFAULT_BATCH_SIZE = 500;

/** Implements the client's method of the same name. */
export async function sendEmployees(
  connection: Connection,
  employees: readonly EmployeeInput[],
  options: UpdateOptions,
): Promise<UpdateResult> {
  const { dryRun = false, batchSize = DEFAULT_BATCH_SIZE, onProgress, resume } = options;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1)
    throw new RangeError(`batchSize must be a whole number of at least 1, not ${batchSize}.`);
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

/** Distinguishes the batches of a feed, and feeds from each other. It does not need to withstand attacks. */
function fingerprintOf(records: readonly EmployeeInput[], { dryRun = false }: UpdateOptions): string {
  const text = JSON.stringify([dryRun, records]);
  return `${hash32(text).toString(16)}-${text.length}`;
}

function assertSameFeed({ confirmed }: UpdateProgress, batches: readonly { readonly fingerprint: string }[]): void {
  const known = new Set(batches.map(({ fingerprint }) => fingerprint));
  if (confirmed.every((fingerprint) => known.has(fingerprint))) return;
  throw new ValidationError('`resume` is from a different feed, batchSize or dryRun. Leave it out to send the whole feed.', {
    job: updateEmployees.name,
    attempts: 0,
  });
}
