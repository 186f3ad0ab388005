import { ExpensifyError } from './errors.js';
import type { UpdateProgress } from './update-result.js';

/** What a failed request of a feed has beside the error: what the feed had reached; pass it as `resume` to go on. */
export interface InterruptedFeed {
  readonly progress: UpdateProgress;
}

/** @example if (isInterruptedFeed(error)) await client.updateEmployees(feed, { resume: error.progress }) */
export function isInterruptedFeed(error: unknown): error is ExpensifyError & InterruptedFeed {
  return error instanceof ExpensifyError && 'progress' in error;
}

/** Runs one request of a feed; an error of it tells how far the feed had come. */
export async function withProgress<T>(progress: UpdateProgress, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ExpensifyError ? Object.assign(error, { progress } satisfies InterruptedFeed) : error;
  }
}
