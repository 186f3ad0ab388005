import { atOnce, inSlices, type Work } from '../runtime/slices.js';
import type { JobContext, Standing } from './implement.js';
import { describeChanges } from './world/changes.js';
import type { Company, Transaction } from './world/company.js';

/** A change to the company that a request acts for. */
export interface CompanyChange<Computed, Result = Computed> {
  /** True for a dry run: nothing is written, noted or sent. */
  readonly isDry?: boolean;
  /** Writes into the transaction. Done again from the start when the company changed under it by other means; may throw a JobError. */
  compute(standing: Standing, transaction: Transaction): Work<Computed>;
  /** Done once, when the change is made or, in a dry run and a rehearsal, would be: draws what must not be drawn twice. */
  finish?(computed: Computed, standing: Standing): Result;
  /** Done once the change is made: sends mails. */
  committed?(result: Result, standing: Standing): void;
}

/** A world that keeps changing under the computation is not waited for: the last try leaves no gap in which it could. */
const MAX_TRIES = 3;

/**
 * How a job writes: computes in slices and in turn with others that write to the company, then commits all at once. The
 * change is made in the world that stands when it is committed, so one that was answered 200 is never lost with a world
 * that went meanwhile.
 * @example
 * const reportID = await changeCompany(context, {
 *   *compute({ account }, transaction) {
 *     transaction.reports.put(report);
 *     return report.reportID;
 *   },
 * });
 */
export function changeCompany<Computed>(
  context: JobContext,
  change: CompanyChange<Computed> & { readonly finish?: never },
): Promise<Computed>;
export function changeCompany<Computed, Result>(
  context: JobContext,
  change: CompanyChange<Computed, Result> & Required<Pick<CompanyChange<Computed, Result>, 'finish'>>,
): Promise<Result>;
export function changeCompany(context: JobContext, change: CompanyChange<unknown, unknown>): Promise<unknown> {
  return inTurn(context.standing, apply(context, change));
}

function* apply({ parts, standing, noteChanges, isRehearsal = false }: JobContext, change: CompanyChange<unknown, unknown>): Work<unknown> {
  for (let tries = 1; ; tries++) {
    const stands = standing();
    const { company } = stands;
    const version = company.version();
    const transaction = company.begin();
    const computing = compute(change, stands, transaction);
    const { computed, changes } = tries < MAX_TRIES ? yield* computing : atOnce(computing);
    // From here on nothing yields: what was computed is applied to just the company it was computed for.
    if (standing().company !== company || company.version() !== version) continue;
    const result = change.finish === undefined ? computed : change.finish(computed, stands);
    if (change.isDry === true) return result;
    noteChanges(changes);
    if (isRehearsal) return result;
    parts.world.commit(transaction);
    change.committed?.(result, stands);
    return result;
  }
}

function* compute(change: CompanyChange<unknown, unknown>, standing: Standing, transaction: Transaction) {
  const computed = yield* change.compute(standing, transaction);
  return { computed, changes: yield* describeChanges(transaction) };
}

/** The change that a company is busy with; it settles and never rejects. */
const busy = new WeakMap<Company, Promise<void>>();

/**
 * Changes of one company one after the other, in the order they came: a long one is done in slices, and whatever changed
 * the company in between would make its computation worthless. Other companies, and whoever reads, do not wait.
 */
export async function inTurn<T>(standing: () => Pick<Standing, 'company'>, work: Work<T>): Promise<T> {
  let { company } = standing();
  for (let before = busy.get(company); before !== undefined; before = busy.get(company)) {
    await before;
    // Another company may stand in its place by now.
    ({ company } = standing());
  }
  const running = inSlices(work);
  const ended = running.then(ignore, ignore);
  busy.set(company, ended);
  try {
    return await running;
  } finally {
    if (busy.get(company) === ended) busy.delete(company);
  }
}

function ignore(): void {}
