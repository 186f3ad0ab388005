import type { JobDefinition } from '../protocol/define-job.js';
import type { Connection, JobRequest } from './connection.js';
import type { JobAnswer } from './open-schema.js';
import { runJob } from './run-job.js';

/** `runJob` with a definition that is loaded on first use: a program that calls two jobs does not load sixteen. */
export async function runLazily<Definition extends JobDefinition>(
  connection: Connection,
  load: () => Promise<Definition>,
  request: JobRequest,
): Promise<JobAnswer<Definition>> {
  return runJob(connection, await load(), request);
}
