import type { updateEmployees } from '../jobs/update-employees/definition.js';
import type { JobAnswer } from './open-schema.js';

export type UpdateAnswer = JobAnswer<typeof updateEmployees>;

type EmailsByPolicy = Record<string, string[]>;

/** What became of a feed, all its batches taken together. */
export interface UpdateResult {
  readonly isDryRun: boolean;
  /** Requests the feed was sent in. */
  readonly batches: number;
  readonly requestIDs: readonly string[];
  readonly updatedEmployeesCount: number;
  /** Records the service did not take, with its reason. */
  readonly skipped: readonly { readonly email: string; readonly reason: string }[];
  /** New members by policy. */
  readonly added: EmailsByPolicy;
  /** Removed members by policy. */
  readonly removed: EmailsByPolicy;
  /** Members of domain groups, by group. */
  readonly grouped: EmailsByPolicy;
  /** Written members by policy, as the service shows them. */
  readonly employees: Readonly<Record<string, NonNullable<UpdateAnswer['policyIDToEmployeesMap']>[string]>>;
  /** Recorded once beside a success; nobody knows what it means. */
  readonly failedPolicies: readonly string[];
}

/** How far a feed got: plain data that may be kept in a file. It holds no secret. */
export interface UpdateProgress {
  /** Fingerprints of the batches the service has confirmed. */
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

/** Adds a batch's answer to what the batches before it came to. */
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
  // A Map, as a policy or a group may be called `constructor`.
  const merged = new Map(Object.entries(before).map(([key, items]) => [key, [...items]]));
  for (const [key, items] of Object.entries(more)) merged.set(key, [...(merged.get(key) ?? []), ...items]);
  return Object.fromEntries(merged);
}
