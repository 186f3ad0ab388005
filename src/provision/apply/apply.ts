import type { Client } from '../../client/create-client.js';
import { createClock } from '../../runtime/clock.js';
import type { Plan } from '../plan/plan.js';
import { isUntouched } from '../plan/read-plan.js';
import { PlanProblemsError } from '../problem.js';
import { type Batch, batchesOf } from './batches.js';
import { compareDryRun, DryRunMismatchError } from './dry-run.js';
import { memoryReceipt, type Receipt, type ReceiptStore, withBatch } from './receipt.js';

export interface ApplyOptions {
  /** Where the receipt is kept; with one that outlives the program an interrupted apply goes on. Default: in memory. */
  readonly receipt?: ReceiptStore;
  /** Goes on although the dry run differs from the plan. Default: false. */
  readonly acceptDifferences?: boolean;
  /** Most records in one request. Default: 500. */
  readonly batchSize?: number;
  /** Told after each request, in records. */
  readonly onProgress?: (progress: { readonly phase: 'dry run' | 'apply'; readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** A plan that cannot be applied as it is: for another service, or changed by hand. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/**
 * Brings a plan about. **Writes** to the company of the client's pair. Asks for a dry run first and sends nothing when its
 * answer is not what the plan says; then sends, and notes each confirmed request in the receipt. When it is
 * interrupted, applying the same plan with the same receipt goes on and repeats nothing that was confirmed.
 * Throws PlanProblemsError, PlanError, DryRunMismatchError, ReceiptError, and what the client throws.
 * @example const receipt = await apply(await plan(people, client), client);
 */
export async function apply(plan: Plan, client: Client, options: ApplyOptions = {}): Promise<Receipt> {
  assertApplicable(plan, client);
  const { receipt: store = memoryReceipt(), batchSize = 500, signal } = options;
  const { receipt: started, confirmed } = startReceipt(plan, store);
  let receipt = started;
  const open = batchesOf(plan, batchSize).filter(({ fingerprint }) => !confirmed.has(fingerprint));
  const send = (dryRun: boolean) => (batch: Batch) =>
    client.updateEmployees(batch.records, {
      ...plan.options,
      dryRun,
      // The plan names every approver. Left to the service, a dry run of the second request would invite those whom only
      // the first one adds, and by other chains.
      shouldFixApprovalChains: false,
      batchSize: batch.records.length,
      ...(signal !== undefined && { signal }),
    });
  const differences = await assertDryRun(plan, open, options, send(true));
  receipt = { ...receipt, differences: [...receipt.differences, ...differences] };
  const progress = startProgress(open, options.onProgress);
  for (const batch of open) {
    receipt = withBatch(receipt, batch.fingerprint, batch.records, await send(false)(batch));
    store.save(receipt);
    progress('apply', batch);
  }
  receipt = { ...receipt, state: 'done', finishedAt: now() };
  store.save(receipt);
  return receipt;
}

function assertApplicable(plan: Plan, client: Client): void {
  if (plan.problems.length > 0) throw new PlanProblemsError(plan.problems);
  if (plan.url !== client.url) throw new PlanError(`The plan was made for ${plan.url}, and this is ${client.url}: make a plan for it.`);
  if (!isUntouched(plan)) throw new PlanError('The plan was changed after it was made: make it again.');
}

/**
 * An interrupted apply goes on in its receipt: with the same plan where it was, with a newer plan, which holds only what is
 * left, behind what was confirmed. One that was finished is replaced.
 */
function startReceipt({ hash, url }: Plan, store: ReceiptStore): { readonly receipt: Receipt; readonly confirmed: ReadonlySet<string> } {
  const kept = store.load();
  const goesOn = kept?.state === 'running' && kept.url === url ? kept : undefined;
  const receipt: Receipt = {
    ...(goesOn ?? { version: 1, url, state: 'running', startedAt: now(), batches: [], skipped: [], differences: [] }),
    planHash: hash,
  };
  // Kept before anything is sent: a receipt that cannot be written is said while nothing has happened.
  store.save(receipt);
  return { receipt, confirmed: new Set(goesOn?.planHash === hash ? goesOn.batches.map(({ fingerprint }) => fingerprint) : []) };
}

async function assertDryRun(
  plan: Plan,
  batches: readonly Batch[],
  { acceptDifferences = false, onProgress }: ApplyOptions,
  send: (batch: Batch) => ReturnType<Client['updateEmployees']>,
): Promise<string[]> {
  const progress = startProgress(batches, onProgress);
  const differences = await compareDryRun(plan, batches, async (batch) => {
    const result = await send(batch);
    progress('dry run', batch);
    return result;
  });
  if (differences.length > 0 && !acceptDifferences) throw new DryRunMismatchError(differences);
  return differences;
}

function startProgress(batches: readonly Batch[], tell: ApplyOptions['onProgress']): (phase: 'dry run' | 'apply', batch: Batch) => void {
  const total = batches.reduce((sum, { records }) => sum + records.length, 0);
  let done = 0;
  return (phase, batch) => {
    done += batch.records.length;
    tell?.({ phase, done, total });
  };
}

function now(): string {
  return new Date(createClock().now()).toISOString();
}
