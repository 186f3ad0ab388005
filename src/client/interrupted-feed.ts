import { ExpensifyError } from './errors.js';
import type { UpdateProgress } from './update-result.js';

/** An error of a feed's request has this in addition: the progress of the feed. Pass it as `resume` to continue. */
export interface InterruptedFeed {
  readonly progress: UpdateProgress;
}

/** @example if (isInterruptedFeed(error)) await client.updateEmployees(feed, { resume: error.progress }) */
export function isInterruptedFeed(error: unknown): error is ExpensifyError & InterruptedFeed {
  return error instanceof ExpensifyError && 'progress' in error;
}

/** Runs one request of a feed, and adds the feed's progress to its errors. */
export async function withProgress<T>(progress: UpdateProgress, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ExpensifyError ? Object.assign(error, { progress } satisfies InterruptedFeed) : error;
  }
}
