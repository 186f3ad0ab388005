import type { Client } from '../../client/create-client.js';
import type { UpdateResult } from '../../client/update-result.js';
import { UserError } from '../../util/user-error.js';
import type { Plan } from '../plan/plan.js';
import { isUntouched } from '../plan/read-plan.js';
import { PlanProblemsError } from '../problem.js';
import { type Batch, batchesOf } from './batches.js';
import { compareDryRun, DryRunMismatchError } from './dry-run.js';
import { openJournal } from './journal.js';
import { findLostAnswers } from './lost-answers.js';
import { expectedOf, isAsWanted, readPoliciesOf, standing } from './memberships.js';
import { isEmpty, type Memberships, mergeLists, mergePeople, toPeople, withoutPeople } from './people-lists.js';
import { memoryReceipt, type ReceiptStore } from './receipt.js';
import { doneRecords, recordedPeople, recordKey } from './runs.js';
import { type Receipt, summarise } from './summary.js';
import { findUndone } from './undone.js';

export interface ApplyOptions {
  /** Stores the receipt. With a receipt in a file, an interrupted apply can continue. Default: in memory. */
  readonly receipt?: ReceiptStore;
  /** If true, applies the plan even if the dry run differs from it. Default: false. */
  readonly acceptDifferences?: boolean;
  /** The most records in one request. Default: 500. */
  readonly batchSize?: number;
  /** Called after each request. The numbers count records. */
  readonly onProgress?: (progress: { readonly phase: 'dry run' | 'apply'; readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** A plan that can't be applied, because it was made for another service or changed by hand. */
export class PlanError extends UserError {
  override readonly name = 'PlanError';
}

/**
 * Applies a plan. **Writes** to the company of the client's credentials. It does a dry run first, and sends nothing if the result
 * differs from the plan. Each request is added to the receipt before it is sent, and again with its response. After an interruption,
 * applying with the same receipt continues: requests without a response are checked against the members, and only missing changes are
 * sent again. A finished plan is not applied twice; its receipt lists the changes that the members no longer show. If the changes
 * were made in another way meanwhile, the plan is finished without a request.
 * Throws PlanProblemsError, PlanError, DryRunMismatchError, ReceiptError, and the client's errors.
 * @example const receipt = await apply(await plan(people, client), client);
 */
export async function apply(plan: Plan, client: Client, options: ApplyOptions = {}): Promise<Receipt> {
  assertApplicable(plan, client);
  const { receipt = memoryReceipt() } = options;
  const lock = receipt.lock?.();
  try {
    return await applyAlone(plan, client, receipt, options);
  } finally {
    lock?.release();
  }
}

async function applyAlone(plan: Plan, client: Client, store: ReceiptStore, options: ApplyOptions): Promise<Receipt> {
  const { batchSize = 500, acceptDifferences = false, signal } = options;
  const journal = openJournal(plan, store);
  if (journal.isFinished) return summarise(plan, journal, await findUndone(plan, journal, client, signal));
  // An empty plan writes no events, unless it finishes an interrupted plan.
  if (plan.changes.length === 0 && journal.runs().length === 0) return summarise(plan, journal);
  const found = await findLostAnswers(journal, client, signal);
  journal.start();
  // Changes of earlier plans may have been undone since, so only this plan's requests and the changes just found count.
  const own = journal.runs().filter(({ started }) => started.planID === plan.id);
  const done = new Set([...doneRecords(own), ...found.records]);
  const recorded = mergePeople(recordedPeople(own), found.people);
  const open = batchesOf(plan, batchSize)
    .map((batch) => batch.filter((record) => !done.has(recordKey(record))))
    .filter((batch) => batch.length > 0);
  const send = sender(plan, client, signal);
  const planned = (batch: Batch): Memberships => withoutPeople(expectedOf(plan, batch), recorded);
  const differences = await compareWithProgress(planned, open, options.onProgress, (batch) => send(batch, true));
  if (differences.length > 0 && !acceptDifferences) {
    if (!(await isAsWanted(open.flat(), client, signal))) throw new DryRunMismatchError(differences);
    journal.finish();
    return summarise(plan, journal);
  }
  if (differences.length > 0) journal.accept(differences);
  // If the dry run differs, the plan does not know who is already a member, so the members are read.
  const before = differences.length === 0 ? [] : await readPoliciesOf(client, open.flat(), signal);
  const progress = startProgress(open, options.onProgress);
  for (const batch of open) {
    const expected = withoutPeople(planned(batch), toPeople(standing(planned(batch), before)));
    const request = journal.send(batch, expected);
    const result = await send(batch, false);
    journal.confirm(request, result, await completed(result, expected, batch, client, signal));
    progress('apply', batch);
  }
  journal.finish();
  return summarise(plan, journal);
}

/** True if the receipt says that the plan is finished. Applying it again changes nothing. Throws ReceiptError. */
export function isApplied(plan: Plan, receipt: ReceiptStore): boolean {
  return openJournal(plan, receipt).isFinished;
}

function assertApplicable(plan: Plan, client: Client): void {
  if (plan.problems.length > 0) throw new PlanProblemsError(plan.problems);
  if (plan.url !== client.url)
    throw new PlanError(`The plan was made for ${plan.url}, but the target is ${client.url}. Make a new plan for this target.`);
  if (!isUntouched(plan)) throw new PlanError('The plan was changed after it was made. Make a new plan.');
}

type Send = (batch: Batch, dryRun: boolean) => Promise<UpdateResult>;

function sender(plan: Plan, client: Client, signal: AbortSignal | undefined): Send {
  return (batch, dryRun) =>
    client.updateEmployees(batch, {
      ...plan.options,
      dryRun,
      // The plan names every approver. If the service invited approvers itself, the dry run of the second request would invite
      // people whom only the first request adds, with different approval chains.
      shouldFixApprovalChains: false,
      batchSize: batch.length,
      ...(signal !== undefined && { signal }),
    });
}

/**
 * The people whom a request added and removed. If the first response was lost, the repeated request finds everything done and
 * returns nobody, so people missing from the response are looked up among the members.
 */
async function completed(
  { added, removed }: UpdateResult,
  expected: Memberships,
  batch: Batch,
  client: Client,
  signal: AbortSignal | undefined,
): Promise<Memberships> {
  const missing = withoutPeople(expected, toPeople({ added, removed }));
  const found = isEmpty(missing) ? missing : standing(missing, await readPoliciesOf(client, batch, signal));
  return { added: mergeLists(added, found.added), removed: mergeLists(removed, found.removed) };
}

function compareWithProgress(
  planned: (batch: Batch) => Memberships,
  batches: readonly Batch[],
  onProgress: ApplyOptions['onProgress'],
  send: (batch: Batch) => Promise<UpdateResult>,
): Promise<string[]> {
  const progress = startProgress(batches, onProgress);
  return compareDryRun(planned, batches, async (batch) => {
    const result = await send(batch);
    progress('dry run', batch);
    return result;
  });
}

function startProgress(batches: readonly Batch[], tell: ApplyOptions['onProgress']): (phase: 'dry run' | 'apply', batch: Batch) => void {
  const total = batches.reduce((sum, batch) => sum + batch.length, 0);
  let done = 0;
  return (phase, batch) => {
    done += batch.length;
    tell?.({ phase, done, total });
  };
}
