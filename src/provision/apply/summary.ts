import type { Plan } from '../plan/plan.js';
import type { Journal } from './journal.js';
import type { Lists } from './receipt-events.js';
import type { Undone } from './undone.js';

/** A request with a known outcome. */
export interface ReceiptBatch {
  /** The request's number in the receipt. */
  readonly request: number;
  /** `reading`: the response was lost, and reading the members showed the changes. */
  readonly confirmedBy: 'answer' | 'reading';
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly requestIDs: readonly string[];
  readonly updatedEmployeesCount: number;
  /** New members by policy. */
  readonly added: Lists;
  /** Removed members by policy. */
  readonly removed: Lists;
  readonly failedPolicies: readonly string[];
}

/** The requests that were sent and their results: plain data, without secrets. */
export interface Receipt {
  readonly version: 2;
  readonly url: string;
  readonly planID: string;
  readonly planHash: string;
  readonly state: 'running' | 'done';
  /** True if the plan was already finished, so nothing was sent. */
  readonly isAlreadyApplied: boolean;
  /** For a plan that was already finished: people who are no longer as it wanted, e.g. because the emulator was reset. */
  readonly undone: readonly Undone[];
  /** ISO 8601. Absent if there was nothing to do. */
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  /** The requests of this plan, and of interrupted plans that it continued. */
  readonly batches: readonly ReceiptBatch[];
  readonly skipped: readonly { readonly email: string; readonly reason: string }[];
  /** The accepted differences between dry run and plan. */
  readonly differences: readonly string[];
}

/** Summarizes a plan's receipt. `undone` is given for a plan that was already finished. */
export function summarise({ url, id: planID, hash: planHash }: Plan, journal: Journal, undone?: readonly Undone[]): Receipt {
  const runs = journal.runs();
  const requests = runs.flatMap((run) => run.requests);
  const finishedAt = runs.at(-1)?.finished?.at;
  return {
    version: 2,
    url,
    planID,
    planHash,
    state: runs.length === 0 || finishedAt !== undefined ? 'done' : 'running',
    isAlreadyApplied: undone !== undefined,
    undone: undone ?? [],
    startedAt: runs[0]?.started.at,
    finishedAt,
    batches: requests.flatMap(batchesOf),
    skipped: requests.flatMap(({ confirmed }) => confirmed?.skipped ?? []),
    differences: runs.flatMap((run) => run.differences),
  };
}

type Requests = ReturnType<Journal['runs']>[number]['requests'];

function batchesOf({ sent, confirmed, readings }: Requests[number]): ReceiptBatch[] {
  const read = readings.map(({ request, records, added, removed }): ReceiptBatch => {
    const people = new Set(records.map(({ employeeEmail }) => employeeEmail)).size;
    return { request, confirmedBy: 'reading', records, requestIDs: [], updatedEmployeesCount: people, added, removed, failedPolicies: [] };
  });
  if (confirmed === undefined) return read;
  const { request, requestIDs, updatedEmployeesCount, added, removed, failedPolicies } = confirmed;
  const answer = {
    request,
    confirmedBy: 'answer',
    records: sent.records,
    requestIDs,
    updatedEmployeesCount,
    added,
    removed,
    failedPolicies,
  } as const;
  return [...read, answer];
}
