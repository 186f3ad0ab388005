import { atOnce, soonInSlices, type Work } from '../runtime/slices.js';
import type { Soon } from '../runtime/soon.js';
import type { JobContext, Standing } from './implement.js';
import { describeChanges } from './world/changes.js';
import type { Company, Transaction } from './world/company.js';

/** A change to the company that a request acts on. */
export interface CompanyChange<Computed, Result = Computed> {
  /** True for a dry run: nothing is written, noted or sent. */
  readonly isDry?: boolean;
  /**
   * Writes into the transaction. Runs again from the start if the company was changed in the meantime. May throw a JobError. Not a
   * generator itself but a function that calls one: for each new generator function, V8 makes a hidden class that keeps everything
   * the function refers to, which is the whole request, until the next full garbage collection.
   */
  compute(standing: Standing, transaction: Transaction): Work<Computed>;
  /** Runs once, when the change is made (or, in a dry run or rehearsal, would be made). Draws the numbers that must not be drawn twice. */
  finish?(computed: Computed, standing: Standing): Result;
  /** Runs once after the change is made, to send emails. */
  committed?(result: Result, standing: Standing): void;
}

/** If the company keeps changing during the computation, the last attempt runs without pauses, so nothing can change it. */
const MAX_TRIES = 3;

/**
 * How a job writes: it computes in slices, takes turns with other writers of the same company, and then commits everything
 * at once. The change is made in the world that exists at the time of the commit. A change that got a 200 response is
 * therefore never lost because the world was replaced in the meantime.
 * @example
 * const reportID = await changeCompany(context, {
 *   compute: ({ account }, transaction) => addReport(account, transaction, settings),
 * });
 */
export function changeCompany<Computed>(context: JobContext, change: CompanyChange<Computed> & { readonly finish?: never }): Soon<Computed>;
export function changeCompany<Computed, Result>(
  context: JobContext,
  change: CompanyChange<Computed, Result> & Required<Pick<CompanyChange<Computed, Result>, 'finish'>>,
): Soon<Result>;
export function changeCompany(context: JobContext, change: CompanyChange<unknown, unknown>): Soon<unknown> {
  return inTurn(context.standing, apply(context, change));
}

function* apply(context: JobContext, change: CompanyChange<unknown, unknown>): Work<unknown> {
  const { parts, standing, noteChanges, isRehearsal = false, cause } = context;
  for (let tries = 1; ; tries++) {
    const stands = standing();
    const { company } = stands;
    const version = company.version();
    const transaction = company.begin();
    const computing = change.compute(stands, transaction);
    const computed = tries < MAX_TRIES ? yield* computing : atOnce(computing);
    const describing = describeChanges(transaction);
    const changes = tries < MAX_TRIES ? yield* describing : atOnce(describing);
    // Nothing yields from here on, so the result is applied to exactly the company it was computed for.
    if (standing().company !== company || company.version() !== version) continue;
    const result = change.finish === undefined ? computed : change.finish(computed, stands);
    if (change.isDry === true) return result;
    if (isRehearsal) {
      noteChanges(changes);
      return result;
    }
    parts.world.commit(transaction, cause);
    // After the commit, because only then is it known whether the change could be kept.
    noteChanges(changes);
    change.committed?.(result, stands);
    return result;
  }
}

/** The change that is in progress for each company. The promise resolves and never rejects. */
const busy = new WeakMap<Company, Promise<void>>();

/**
 * Runs the changes of one company one after the other, in order of arrival. A long change runs in slices, and any other
 * change to the company in between would make its computation worthless. Other companies and readers don't wait. Returns a
 * promise only if the change has to wait or takes longer than a slice.
 */
export function inTurn<T>(standing: () => Pick<Standing, 'company'>, work: Work<T>): Soon<T> {
  const { company } = standing();
  const before = busy.get(company);
  // The company may be replaced while we wait.
  if (before !== undefined) return before.then(() => inTurn(standing, work));
  const result = soonInSlices(work);
  return result instanceof Promise ? occupying(company, result) : result;
}

async function occupying<T>(company: Company, running: Promise<T>): Promise<T> {
  const ended = running.then(ignore, ignore);
  busy.set(company, ended);
  try {
    return await running;
  } finally {
    if (busy.get(company) === ended) busy.delete(company);
  }
}

function ignore(): void {}
