import type { Card } from '../export/model.js';
import { CardError, errorValue, RunStopped } from './errors.js';
import { Leave, type Outputs } from './leave.js';
import type { Run, Scope } from './run.js';
import type { TraceEntry } from './trace.js';

/** The default wait before a retry: five minutes, as documented by the vendor. */
const DEFAULT_DELAY_MS = 300_000;
/** More than the designer allows. */
const MAX_RETRIES = 10;

export interface Tries {
  left: number;
  done: number;
}

/**
 * Applies a card's error policy: `finish` fails the flow, `handler` runs an inline flow whose outputs become the card's,
 * `flo` runs a helper and then fails, `return` leaves the flow. Retries come first, and only for status 429.
 * Everything else about `flo` and `return` is assumed.
 */
export async function handleError(
  run: Run,
  scope: Scope,
  card: Card,
  entry: TraceEntry,
  error: CardError | RunStopped,
  tries: Tries,
): Promise<Outputs | Leave | 'retry'> {
  run.trace.fail(entry, { message: error.message, ...(error instanceof CardError && { code: error.code }) });
  if (error instanceof RunStopped) throw error;
  const { policy } = card;
  if (error.code === 429 && tries.left > 0 && tries.done < MAX_RETRIES) {
    const delay = policy.delays[Math.min(tries.done, policy.delays.length - 1)] ?? DEFAULT_DELAY_MS;
    tries.left--;
    tries.done++;
    entry.error = undefined;
    await run.clock.wait(delay);
    return 'retry';
  }
  entry.ms = run.clock.now() - entry.startedAt;
  if (policy.type === 'handler') return runHandler(run, scope, entry, error);
  if (policy.type === 'flo') await runHandler(run, scope, entry, error);
  if (policy.type === 'return') return new Leave('returned', new Map([['error', errorValue(error, run.executionID)]]), error.message);
  throw error;
}

async function runHandler(run: Run, scope: Scope, entry: TraceEntry, error: CardError): Promise<Outputs> {
  const { flow: handler } = entry.card.policy;
  const flow = typeof handler === 'string' ? run.pack.flows.get(handler) : handler;
  if (flow === undefined) {
    throw new RunStopped(
      'unstubbed',
      `'${entry.card.title}' passes its errors to a flow that is not in the export. Export the whole folder, which includes that flow.`,
    );
  }
  const context = new Map(entry.card.inputs.map(({ id, name }) => [name, entry.inputs.get(id)]));
  const left = await run.callFlow(flow, { values: context, error: errorValue(error, run.executionID) }, scope, entry.position);
  entry.note = 'handled';
  return left.output;
}
