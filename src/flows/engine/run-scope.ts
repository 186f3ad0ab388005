import { inSlices } from '../../runtime/slices.js';
import { messageOf } from '../../util/error-message.js';
import type { Card, Flow, Slot } from '../export/model.js';
import { FlowInputError } from '../problem.js';
import { suggestStub } from '../stubs/stubs.js';
import { CardCall } from './card-call.js';
import { type CompiledFlow, compileFlow, type Step, type Wire } from './compile.js';
import { convert } from './convert.js';
import { handleError } from './error-policy.js';
import { CardError, RunStopped } from './errors.js';
import { Leave, type Outputs } from './leave.js';
import type { Run, Scope } from './run.js';
import { sizeOf } from './size.js';
import { runStubbed } from './stubbed-card.js';
import type { TraceEntry } from './trace.js';

/** The outputs of a card that ran, by output id. */
type Results = (ReadonlyMap<string, unknown> | undefined)[];

/** The flow's cards, and the outputs of those that ran. */
interface Before {
  readonly results: Results;
  readonly steps: readonly Step[];
}

/**
 * Runs a flow, or a block of one, card by card, and returns how it ended.
 * Throws CardError for unhandled errors, and RunStopped.
 */
export async function runScope(run: Run, scope: Scope): Promise<Leave> {
  const { flow } = scope;
  const compiled = compileFlow(flow);
  assertRunnable(flow, compiled);
  run.budget.enter(scope.depth);
  // A fresh stack: otherwise helpers that call helpers would overflow it before they reach the run's limit.
  await undefined;
  const results: Results = [];
  let held = 0;
  try {
    for (const [index, step] of compiled.steps.entries()) {
      if (!isReached(step, compiled, results)) continue;
      const outputs = await runStep(run, scope, step, { results, steps: compiled.steps });
      if (run.secrets.isBehind) await inSlices(run.secrets.catchUp());
      if (outputs instanceof Leave) return outputs;
      results[index] = outputs;
      const bytes = sizeOfOutputs(outputs);
      held += bytes;
      run.budget.hold(bytes);
    }
  } catch (error) {
    if (error instanceof RunStopped) error.flow ??= flow.name;
    throw error;
  } finally {
    run.budget.release(held);
  }
  return new Leave('returned', new Map());
}

function assertRunnable({ name }: Flow, { cycle }: CompiledFlow): void {
  if (cycle.length === 0) return;
  const stopped = new RunStopped(
    'cycle',
    `These cards of '${name}' wait for each other: ${cycle.map(({ title }) => `'${title}'`).join(' → ')}.`,
  );
  stopped.card = cycle[0];
  stopped.flow = name;
  throw stopped;
}

/** A card runs if a predecessor ran and took the right branch; for a Join, one branch is enough. */
function isReached({ predecessors }: Step, { steps }: CompiledFlow, results: Results): boolean {
  if (predecessors.length === 0) return true;
  return predecessors.some(({ step, branch }) => {
    const before = results[step];
    if (before === undefined || branch === undefined) return before !== undefined;
    const [result] = steps[step]?.card.outputs ?? [];
    return result !== undefined && before.get(result.id) === branch;
  });
}

async function runStep(run: Run, scope: Scope, step: Step, before: Before): Promise<ReadonlyMap<string, unknown> | Leave> {
  const { card } = step;
  const { budget } = run;
  budget.step();
  if (budget.isRestDue) await budget.rest();
  const entry = run.trace.begin({
    card,
    flow: scope.flow.name,
    depth: scope.depth,
    caller: scope.caller,
    index: scope.input.index,
    startedAt: run.clock.now(),
  });
  const tries = { left: card.policy.retry, done: 0 };
  for (;;) {
    try {
      const { values, failure } = resolveInputs(run, step, before);
      run.trace.take(entry, values);
      if (failure !== undefined) throw failure;
      const { work } = budget;
      const outcome = perform(run, scope, step, entry);
      const outputs = outcome instanceof Promise ? await outcome : outcome;
      // This may be the last card, and the time limit must apply to it too.
      if (budget.work > work) budget.assertTime();
      return finish(run, entry, card, outputs);
    } catch (error) {
      // A mistake in the user's arguments, e.g. in a stub, is not an error of the flow.
      if (error instanceof FlowInputError) throw error;
      const handled = await handleError(run, scope, card, entry, describe(error, scope, card, entry), tries);
      if (handled !== 'retry') return finish(run, entry, card, handled);
    }
  }
}

/** A defect in a card's code becomes a card error that says so: a run must always end with a message. */
function describe(error: unknown, scope: Scope, card: Card, { inputs }: TraceEntry): CardError | RunStopped {
  const known =
    error instanceof CardError || error instanceof RunStopped ? error : new CardError(`The card can't run here: ${messageOf(error)}`);
  known.inputs ??= known.card === undefined ? inputs : undefined;
  known.card ??= card;
  known.flow ??= scope.flow.name;
  return known;
}

interface Inputs {
  /** By input id. If a wire can't convert its value, the input gets the unconverted value. */
  readonly values: ReadonlyMap<string, unknown>;
  /** From the first wire that can't convert its value. */
  readonly failure: CardError | undefined;
}

/** Resolves all inputs, even if a wire fails, because the error report shows them all. */
function resolveInputs(run: Run, { card, wires }: Step, { results, steps }: Before): Inputs {
  const overrides = run.overrides.get(card);
  const values = new Map<string, unknown>();
  let failure: CardError | undefined;
  for (const slot of card.inputs) {
    const { id, literal } = slot;
    const sources = wires.get(id);
    if (overrides?.has(id) === true) values.set(id, overrides.get(id));
    else if (sources === undefined) values.set(id, literal);
    else {
      // A wire from a branch that did not run brings null, not the value that the designer left in the input.
      const source = sources.find(({ step, output }) => results[step]?.has(output) === true);
      const value = source === undefined ? null : results[source.step]?.get(source.output);
      try {
        values.set(id, source?.transform === undefined ? value : convert(value, source.transform));
      } catch (error) {
        if (source === undefined || !(error instanceof CardError)) throw error;
        values.set(id, value);
        failure ??= wireError(error, card, slot, steps[source.step]?.card, source);
      }
    }
  }
  return { values, failure };
}

/** Names both ends of the wire, because the value alone doesn't show where to look. */
function wireError(error: CardError, card: Card, { label, name }: Slot, from: Card | undefined, { output }: Wire): CardError {
  const source = from?.outputs.find(({ id }) => id === output)?.label ?? output;
  const where = from === undefined ? '' : `, from output '${source}' of '${from.title}'`;
  const named = new CardError(`${error.message} (input '${label}' of '${card.title}'${where})`, error.code, error.details);
  named.input = name;
  return named;
}

function perform(run: Run, scope: Scope, { card, definition }: Step, entry: TraceEntry): Outputs | Leave | Promise<Outputs | Leave> {
  const inner: Scope = { ...scope, caller: entry.position };
  const call = new CardCall(card, entry.inputs, run, inner);
  const stub = run.stubs.find(call);
  if (stub !== undefined) {
    entry.note = 'stubbed';
    return runStubbed(call, run.stubs.next(stub));
  }
  if (definition === undefined) throw new RunStopped('unstubbed', suggestStub(card, run.pack));
  return definition.run(call);
}

function finish(run: Run, entry: TraceEntry, card: Card, outputs: Outputs | Leave): ReadonlyMap<string, unknown> | Leave {
  entry.ms = run.clock.now() - entry.startedAt;
  if (outputs instanceof Leave) {
    run.trace.give(entry, outputs.output);
    entry.note = outputs.message ?? outputs.kind;
    return outputs;
  }
  const named = outputs instanceof Map ? outputs : new Map(Object.entries(outputs));
  const byID = new Map<string, unknown>();
  const shown = new Map<string, unknown>();
  for (const { id, name } of card.outputs) {
    if (!named.has(name)) continue;
    const value: unknown = named.get(name) ?? null;
    byID.set(id, value);
    shown.set(name, value);
  }
  run.trace.give(entry, shown);
  return byID;
}

function sizeOfOutputs(outputs: ReadonlyMap<string, unknown>): number {
  let bytes = 0;
  for (const value of outputs.values()) bytes += sizeOf(value);
  return bytes;
}
