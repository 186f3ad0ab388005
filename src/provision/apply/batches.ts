import { createHash } from 'node:crypto';
import { splitFeed } from '../../client/split-feed.js';
import type { EmployeeInput } from '../../protocol/employee-record.js';
import type { Plan } from '../plan/plan.js';

/** One request of a plan. */
export interface Batch {
  readonly records: readonly EmployeeInput[];
  /** SHA-256, so that a receipt can tell which requests of a plan were confirmed. */
  readonly fingerprint: string;
}

/**
 * A plan as requests: first whoever is added or changed, then whoever leaves, so that reports have their new manager
 * before the old one goes. They are apart also because domain groups count only when every record of a request has one.
 */
export function batchesOf({ changes }: Pick<Plan, 'changes'>, size: number): Batch[] {
  const records = changes.flatMap((change) => change.records);
  const leaving = records.filter(({ isTerminated }) => isTerminated === true);
  const staying = records.filter(({ isTerminated }) => isTerminated !== true);
  return [...splitFeed(staying, size), ...splitFeed(leaving, size)].map((batch, index) => ({
    records: batch,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([index, batch]))
      .digest('hex'),
  }));
}
