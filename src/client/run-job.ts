import { z } from 'zod';
import type { JobDefinition } from '../protocol/define-job.js';
import { createCall } from './attempt.js';
import type { Connection, JobRequest } from './connection.js';
import { MalformedAnswerError, RateLimitedError } from './errors.js';
import { type JobAnswer, openSchema } from './open-schema.js';
import { retryDelay } from './retry.js';

/** Sends a job until it is answered or out of attempts. Throws ExpensifyError, or the signal's reason. */
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
      throw call.toError({ Kind: MalformedAnswerError, message: `a success without what it must hold: ${problem}` }, { attempts: attempt });
    }
    const { failure } = outcome;
    const wait = retryDelay(failure, definition.isRepeatable, runtime.random, retry);
    if (wait === undefined) throw failure;
    logger?.warn(`${failure.message}; attempt ${attempt + 1} in ${(wait / 1000).toFixed(1)} s`);
    // The limit is the pair's, so every other call of this client would be refused too.
    if (failure instanceof RateLimitedError) pacer.hold(wait);
    await runtime.sleep(wait, call.signal);
  }
}

/** Open schemas by definition: made once, for making one costs more than reading with it. */
const openSchemas = new WeakMap<JobDefinition, z.core.$ZodType>();

function problemOf(definition: JobDefinition, body: unknown): string | undefined {
  const schema = openSchemas.get(definition) ?? openSchema(definition.read);
  openSchemas.set(definition, schema);
  const result = z.safeParse(schema, body);
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  return `${issue?.path.join('.') || 'the body'}: ${issue?.message}`;
}

/** The body is given out as it came, so keys that no schema names are still there. */
function isAnswer<Definition extends JobDefinition>(definition: Definition, body: unknown): body is JobAnswer<Definition> {
  return problemOf(definition, body) === undefined;
}
