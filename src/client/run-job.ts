import { z } from 'zod';
import type { JobDefinition } from '../protocol/define-job.js';
import { createCall } from './attempt.js';
import type { Connection, JobRequest } from './connection.js';
import { MalformedAnswerError, RateLimitedError } from './errors.js';
import { type JobAnswer, openSchema } from './open-schema.js';
import { retryDelay } from './retry.js';

/** Sends a job until it succeeds or no attempts are left. Throws ExpensifyError, or the signal's reason. */
export async function runJob<Definition extends JobDefinition>(
  connection: Connection,
  definition: Definition,
  request: JobRequest,
): Promise<JobAnswer<Definition>> {
  const { pacer, retry, runtime, logger } = connection;
  const call = createCall(connection, definition, request);
  for (let attempt = 1; ; attempt++) {
    const outcome = await pacer.run(() => call.attempt(attempt), call.signal);
    if ('body' in outcome) {
      if (isAnswer(definition, outcome.body)) return outcome.body;
      const problem = problemOf(definition, outcome.body);
      const message = `the service reported success, but ${problem} is missing or not valid`;
      throw call.toError({ Kind: MalformedAnswerError, message }, { attempts: attempt });
    }
    const { failure } = outcome;
    const wait = retryDelay(failure, definition.isRepeatable, runtime.random, retry);
    if (wait === undefined) throw failure;
    logger?.warn(`${failure.message}; attempt ${attempt + 1} in ${(wait / 1000).toFixed(1)} s`);
    // The limit applies to the credentials, so every other call of this client would be refused too.
    if (failure instanceof RateLimitedError) pacer.hold(wait);
    await runtime.sleep(wait, call.signal);
  }
}

/** Open schemas by definition. They are cached, because creating a schema costs more than using it. */
const openSchemas = new WeakMap<JobDefinition, z.core.$ZodType>();

function problemOf(definition: JobDefinition, body: unknown): string | undefined {
  const schema = openSchemas.get(definition) ?? openSchema(definition.read);
  openSchemas.set(definition, schema);
  const result = z.safeParse(schema, body);
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  return issue?.path.join('.') || 'the body';
}

/** The body is returned unchanged, so it still has the keys that the schema does not name. */
function isAnswer<Definition extends JobDefinition>(definition: Definition, body: unknown): body is JobAnswer<Definition> {
  return problemOf(definition, body) === undefined;
}
