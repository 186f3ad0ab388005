import { createRandom } from '../runtime/random.js';
import { stopwatch } from '../runtime/timer.js';
import { createDeepRedactor } from '../util/redact/redact-deeply.js';
import { isSecretName } from '../util/redact/secret-names.js';
import { UserError } from '../util/user-error.js';
import { CardError, RunStopped } from './engine/errors.js';
import { createFlowClock } from './engine/flow-clock.js';
import { KnownSecrets, looksLikeToken } from './engine/known-secrets.js';
import { Leave } from './engine/leave.js';
import { Budget, DEFAULT_LIMITS, type Limits } from './engine/limits.js';
import { type Overrides, readOverrides } from './engine/overrides.js';
import { type FlowResult, toResult } from './engine/result.js';
import type { FlowMail, LaterCall, Run } from './engine/run.js';
import type { RunRecord } from './engine/run-record.js';
import { runScope } from './engine/run-scope.js';
import { readSemantics, type SemanticsInput } from './engine/semantics.js';
import { chooseFlow, unsupportedCards } from './engine/start.js';
import { Trace } from './engine/trace.js';
import type { FlowWarning } from './engine/warnings.js';
import { type FlowText, loadFlow } from './export/load-flow.js';
import { type Card, type Flow, isPack, type Pack, withInline } from './export/model.js';
import { createRoutes, type FlowTarget } from './network/hosts.js';
import { Network } from './network/network.js';
import { OktaDirectory } from './okta/directory.js';
import { directorySource } from './okta/directory-source.js';
import { type OktaOrg, orgSource } from './okta/org-source.js';
import { pushedSource } from './okta/scim/pushed-source.js';
import { createPush, type FlowScim, type PushTools } from './okta/scim/scim-of-run.js';
import type { OktaSource } from './okta/source.js';
import { FlowInputError, noSuch } from './problem.js';
import { readEvents, readInput } from './run-input.js';
import type { StubInput } from './stubs/schema.js';
import { Stubs } from './stubs/stubs.js';
import { loadTables, saveTables } from './tables/csv.js';
import { type GivenTables, giveTables } from './tables/given-tables.js';
import { Tables } from './tables/run-tables.js';

/** Options of `runFlow`. All of them have defaults. */
export interface RunFlowOptions {
  /** Name or UUID. Default: the only flow that no other flow calls. */
  readonly flow?: string;
  /** The flow's inputs by name. A text for an input that is not a text is parsed as JSON. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Starts an event flow: an Okta event hook, one of its log events, the outputs of the trigger, or a list of these. */
  readonly event?: unknown;
  /** Values by `Card title.key` that replace those of the export. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Okta users as `GET /api/v1/users` returns them, or `{ users, groups, apps }`. */
  readonly users?: unknown;
  /** An org that the Okta cards read from, instead of `users`. */
  readonly okta?: OktaOrg;
  /** Pushes changes to `users`, such as deactivations, over SCIM, as Okta does. `{}` pushes to the target. */
  readonly scim?: FlowScim;
  readonly stubs?: readonly StubInput[] | { readonly stubs: readonly StubInput[] };
  /** A folder of CSV files, one for each table, read before the run and written after it; or the rows themselves, by table. */
  readonly tables?: string | GivenTables;
  /** What answers for integrations.expensify.com: an emulator or a base URL. Default: nothing, and requests to it are refused. */
  readonly target?: FlowTarget | string;
  /** Base URLs by host or connector. */
  readonly mapHosts?: Readonly<Record<string, string>>;
  /** Real hosts that the run may contact. */
  readonly allowHosts?: readonly string[];
  /** Choices for undocumented behaviour; see docs/guide/flows.md. */
  readonly semantics?: SemanticsInput;
  readonly limits?: Partial<Limits>;
  /** ISO 8601 time at which the flow starts. Default: the machine's time. */
  readonly clock?: string;
  /** `skip` (default): Wait For and retries move the clock forward. `real`: they wait. */
  readonly waits?: 'skip' | 'real';
  /** Seed for random numbers and ids; default 1. */
  readonly seed?: number;
  /** Number of cards kept in the result; default 5,000. */
  readonly traceLimit?: number;
  /** Called once after the run with data that is too large or too internal for the result. */
  readonly onEnd?: (record: RunRecord) => void;
}

/** The flow has cards that are not supported and have no stub. Nothing was run. */
export class UnsupportedCardsError extends UserError {
  override readonly name = 'UnsupportedCardsError';

  constructor(readonly cards: readonly { readonly title: string; readonly address: string }[]) {
    const lines = cards.map(({ title, address }) => `  ${title} (${address})`);
    super(`Nothing was run. These cards are not supported and have no stub; add one with --stubs:\n${lines.join('\n')}`);
  }

  override get exitCode(): number {
    return 3;
  }
}

/**
 * Runs a flow of an export offline. Requests go to the target; requests to any other host are refused, and the error names the
 * host. A flow that fails is a result with status `error`. Problems with the export or the options are thrown.
 * Throws FlowFileError, FlowInputError, UnsupportedCardsError, ClockError.
 * @example const { status, cards } = await runFlow('provision.flow', { target: emulator, users, input: { 'User ID': '00u1' } });
 */
export async function runFlow(from: string | FlowText | object, options: RunFlowOptions = {}): Promise<FlowResult> {
  const pack = isPack(from) ? from : loadFlow(from);
  const flow = chooseFlow(pack, options.flow);
  const run = createRun(pack, flow, options);
  const values = readInput(flow, options.input ?? {});
  const mailsBefore = run.network.target?.outbox?.list().length ?? 0;
  const ignored: (CardError | RunStopped)[] = [];
  const finish = (left: Leave | undefined, error?: CardError | RunStopped): Promise<FlowResult> => {
    if (typeof options.tables === 'string') saveTables(run.tables, options.tables);
    options.onEnd?.({ cards: run.trace.ran, stubs: run.stubs.used, redact: createDeepRedactor(run.secrets.all) });
    // A Close card has already responded; what the flow returns later goes nowhere.
    const answered = run.response.sent === undefined ? left : new Leave('returned', run.response.sent, left?.message);
    return toResult(run, {
      flow: flow.name,
      left: answered,
      error,
      ignored: [...run.ignored, ...ignored],
      mail: allMail(run, mailsBefore),
    });
  };
  try {
    const left = await runScope(run, { flow, input: { values }, depth: 0, caller: -1 });
    for (let call = run.later.shift(); call !== undefined; call = run.later.shift()) await runLater(run, call, ignored);
    return await finish(left);
  } catch (error) {
    if (error instanceof FlowInputError) throw new FlowInputError(await createDeepRedactor(run.secrets.all)(error.message));
    if (!(error instanceof CardError || error instanceof RunStopped)) throw error;
    return finish(undefined, error);
  }
}

function createRun(pack: Pack, flow: Flow, options: RunFlowOptions): Run {
  const { mapHosts, allowHosts } = options;
  const stubs = new Stubs(options.stubs);
  assertSupported(pack, flow, stubs);
  const target = typeof options.target === 'string' ? { url: options.target, fetch } : options.target;
  const clock = createFlowClock({ startAt: options.clock, waits: options.waits, onSkip: (ms) => target?.clock?.advance(ms) });
  const random = createRandom(options.seed ?? 1);
  const tables = new Tables(pack);
  readTables(tables, options.tables, new Date(clock.now()).toISOString());
  const overrides = readOverrides(pack, options.set);
  const secrets = knownFrom(overrides, options.input ?? {}, target);
  secrets.remember(options.okta?.token);
  const semantics = readSemantics(options.semantics);
  const budget = new Budget({ ...DEFAULT_LIMITS, ...options.limits }, stopwatch);
  const network = new Network({ routeOf: createRoutes({ target, mapHosts, allowHosts }), target, clock, secrets, semantics, budget });
  const warnings: FlowWarning[] = [];
  const run: Run = {
    pack,
    semantics,
    clock,
    random,
    budget,
    trace: new Trace(options.traceLimit ?? 5000, secrets),
    secrets,
    network,
    okta: oktaOf(options, { network, clock, secrets, warnings }),
    tables,
    stubs,
    overrides,
    mail: [],
    later: [],
    response: {},
    ignored: [],
    warnings,
    executionID: random.text(24, '0123456789abcdef'),
    events: readEvents(pack, flow, options.event),
    callFlow: (called, input, scope, caller) => runScope(run, { flow: called, input, depth: scope.depth + 1, caller }),
  };
  return run;
}

function oktaOf({ okta, users, scim }: RunFlowOptions, tools: PushTools): OktaSource {
  const { network, clock } = tools;
  if (okta !== undefined) {
    if (users !== undefined) throw new FlowInputError('Okta cards read either from an org or from a file of users. Remove one of the two.');
    if (scim !== undefined) throw new FlowInputError('An Okta org sends its own SCIM requests. Remove either the org or `scim`.');
    return orgSource(okta, network);
  }
  const directory = new OktaDirectory(users);
  const source = directorySource(directory, () => new Date(clock.now()).toISOString());
  return scim === undefined ? source : pushedSource(source, directory, createPush(scim, network.target, tools));
}

function readTables(tables: Tables, given: RunFlowOptions['tables'], now: string): void {
  if (typeof given === 'string') loadTables(tables, given, now);
  else if (given !== undefined) giveTables(tables, given, now);
}

/** The secrets that are known before the run starts. */
function knownFrom(overrides: Overrides, input: Readonly<Record<string, unknown>>, target: FlowTarget | undefined): KnownSecrets {
  const secrets = new KnownSecrets();
  secrets.remember(target?.credentials?.partnerUserSecret);
  for (const [{ title, inputs }, values] of overrides) {
    for (const { id, key, label } of inputs) {
      const value = values.get(id);
      // A placeholder may be replaced by a secret in an input with an ordinary name, such as the text of a card 'API token'.
      if (looksLikeToken(value) || (isSecretName(title) && typeof value === 'string' && !/[:@]/.test(value))) secrets.remember(value);
      else for (const name of [key, label]) secrets.meet(name, value);
    }
  }
  for (const [name, value] of Object.entries(input)) secrets.meet(name, value);
  return secrets;
}

function assertSupported(pack: Pack, flow: Flow, stubs: Stubs): void {
  const cards = [...pack.flows.values()].flatMap((top) => [...withInline(top)].flatMap((inner): readonly Card[] => inner.flow.cards));
  const [unknown] = stubs.unknown(cards);
  if (unknown !== undefined) throw noSuch('card', unknown, [...new Set(cards.map(({ title }) => title))], 'Stubs: the export');
  const unsupported = unsupportedCards(flow, pack, stubs);
  if (unsupported.length > 0) throw new UnsupportedCardsError(unsupported.map(({ title, address }) => ({ title, address })));
}

/** A flow that was called without waiting: its error is recorded but fails nothing. */
async function runLater(run: Run, { flow, input, scope, card }: LaterCall, ignored: (CardError | RunStopped)[]): Promise<void> {
  try {
    // A separate execution, so a flow that calls itself this way for hours doesn't get deeper.
    await runScope(run, { flow, input, depth: 1, caller: scope.caller });
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    error.card ??= card;
    ignored.push(error);
  }
}

/** Emails sent by email cards, and those that the emulator put into its outbox during the run. */
function allMail(run: Run, before: number): FlowMail[] {
  const sent = run.network.target?.outbox?.list().slice(before) ?? [];
  return [...run.mail, ...sent.map(({ to, subject, text }) => ({ from: 'Expensify', to, cc: [], bcc: [], subject, body: text }))];
}
