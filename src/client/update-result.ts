import type { updateEmployees } from '../jobs/update-employees/definition.js';
import type { JobAnswer } from './open-schema.js';

export type UpdateAnswer = JobAnswer<typeof updateEmployees>;

type EmailsByPolicy = Record<string, string[]>;

/** The result of a feed, over all its batches. */
export interface UpdateResult {
  readonly isDryRun: boolean;
  /** The number of requests that the feed needed. */
  readonly batches: number;
  readonly requestIDs: readonly string[];
  readonly updatedEmployeesCount: number;
  /** Records that the service skipped, with the reason. */
  readonly skipped: readonly { readonly email: string; readonly reason: string }[];
  /** New members by policy. */
  readonly added: EmailsByPolicy;
  /** Removed members by policy. */
  readonly removed: EmailsByPolicy;
  /** Members of domain groups, by group. */
  readonly grouped: EmailsByPolicy;
  /** Written members by policy, as the service lists them. */
  readonly employees: Readonly<Record<string, NonNullable<UpdateAnswer['policyIDToEmployeesMap']>[string]>>;
  /** Recorded once in a successful response. Its meaning is unknown. */
  readonly failedPolicies: readonly string[];
}

/** The progress of a feed: plain data without secrets, which can be saved to a file. */
export interface UpdateProgress {
  /** Fingerprints of the batches that the service has confirmed. */
  readonly confirmed: readonly string[];
  readonly result: UpdateResult;
}

export function emptyResult(isDryRun: boolean): UpdateResult {
  return {
    isDryRun,
    batches: 0,
    requestIDs: [],
    updatedEmployeesCount: 0,
    skipped: [],
    added: {},
    removed: {},
    grouped: {},
    employees: {},
    failedPolicies: [],
  };
}

/** Adds a batch's response to the result of the batches before it. */
export function mergeAnswer(result: UpdateResult, answer: UpdateAnswer): UpdateResult {
  const { requestID, skippedEmployees = [], failedPolicies = [], diff } = answer;
  return {
    isDryRun: result.isDryRun,
    batches: result.batches + 1,
    requestIDs: requestID === undefined ? result.requestIDs : [...result.requestIDs, requestID],
    updatedEmployeesCount: result.updatedEmployeesCount + answer.updatedEmployeesCount,
    skipped: [...result.skipped, ...skippedEmployees],
    added: mergeLists(result.added, diff?.diffToAdd),
    removed: mergeLists(result.removed, diff?.diffToRemove ?? answer.policyIDToEmailsToRemoveMap),
    grouped: mergeLists(result.grouped, answer.securityGroupEmployeesMap),
    employees: mergeLists(result.employees, answer.policyIDToEmployeesMap),
    failedPolicies: [...new Set([...result.failedPolicies, ...failedPolicies])],
  };
}

function mergeLists<Item>(
  before: Readonly<Record<string, readonly Item[]>>,
  more: Readonly<Record<string, readonly Item[]>> = {},
): Record<string, Item[]> {
  // A Map, because a policy or a group may be called `constructor`.
  const merged = new Map(Object.entries(before).map(([key, items]) => [key, [...items]]));
  for (const [key, items] of Object.entries(more)) merged.set(key, [...(merged.get(key) ?? []), ...items]);
  return Object.fromEntries(merged);
}
