import { splitFeed } from '../../client/split-feed.js';
import type { EmployeeInput } from '../../jobs/update-employees/employee-record.js';
import type { Plan } from '../plan/plan.js';

/** The records of one request. */
export type Batch = readonly EmployeeInput[];

/**
 * Splits a plan into requests: first additions and changes, then removals, so people have their new manager before the old one
 * leaves. Another reason to separate them: domain groups only apply if every record of a request has one.
 */
export function batchesOf({ changes }: Pick<Plan, 'changes'>, size: number): Batch[] {
  const records = changes.flatMap((change) => change.records);
  const leaving = records.filter(({ isTerminated }) => isTerminated === true);
  const staying = records.filter(({ isTerminated }) => isTerminated !== true);
  return [...splitFeed(staying, size), ...splitFeed(leaving, size)];
}
