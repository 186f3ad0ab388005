import { writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type FirstRun, type FlowCase, firstCases, runFlowCase, toFlowCase, withoutKnownSecrets } from '../flows/index.js';
import { createClock } from '../runtime/clock.js';
import { countOf } from '../util/count-of.js';
import { codeOf, messageOf } from '../util/error-message.js';
import { terminalText } from '../util/terminal-text.js';
import { readPairs } from './flow-options.js';
import { UsageError } from './usage-error.js';

/** The options that describe the one run of `--init`; a cases file has its own settings instead. */
export interface FlowTestInitFlags {
  readonly flow?: string;
  readonly input?: readonly string[];
  readonly event?: string;
  readonly set?: readonly string[];
  readonly users?: string;
  readonly stubs?: string;
  readonly tables?: string;
  readonly seed?: string;
  readonly clock?: string;
  readonly semantics?: readonly string[];
}

const RUN_FLAGS = ['flow', 'input', 'event', 'set', 'users', 'stubs', 'tables', 'seed', 'clock', 'semantics'] as const;

/** Throws UsageError for a flag that only describes the run of --init. */
export function assertNoRunFlags(flags: FlowTestInitFlags): void {
  const stray = RUN_FLAGS.find((name) => flags[name] !== undefined);
  if (stray !== undefined) throw new UsageError(`--${stray} only works with --init. In a cases file, write ${stray}: … instead.`);
}

/** Runs an export once and writes a cases file that expects what it did; exit code 0. Throws UsageError. */
export async function flowTestInit(files: readonly string[], to: string, flags: FlowTestInitFlags): Promise<number> {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError('--init takes one export: flow test provision.flow --init cases.yaml');
  const described = describeRun(file, to, flags);
  const { createEmulator } = await import('../index.js');
  const { report, result, redact } = await runFlowCase(toCase(to, described), { createEmulator });
  if (result === undefined || redact === undefined) throw new UsageError(report.problem ?? 'The flow could not be run.');
  if (report.problem !== undefined) throw new UsageError(`Nothing was written because the run stopped. ${report.problem}`);
  const [set, input] = [await withoutKnownSecrets(described.set, redact), await withoutKnownSecrets(described.input, redact)];
  writeNew(to, firstCases(result, { ...described, set, input }));
  const { flow, status, steps, requests } = result;
  process.stdout.write(`Wrote ${to} from one run of '${terminalText(flow)}' (${status}, ${countOf(steps, 'card')}, ${countOf(requests.length, 'request')}).
Run it with: npx expensify-emulator flow test ${to}\n`);
  return 0;
}

function describeRun(file: string, to: string, flags: FlowTestInitFlags): FirstRun {
  const { flow, event, users, stubs, tables, seed, clock } = flags;
  const fromCases = (path: string | undefined): string | undefined =>
    path === undefined
      ? undefined
      : relative(dirname(resolve(to)), resolve(path))
          .split(sep)
          .join('/');
  const isBuiltIn = seed === 'demo' || seed?.startsWith('faker:') === true;
  return {
    flow: fromCases(file) ?? file,
    flowName: flow,
    users: fromCases(users),
    stubs: fromCases(stubs),
    tables: fromCases(tables),
    event: fromCases(event),
    seed: isBuiltIn ? seed : fromCases(seed),
    // A fixed time, as a flow that uses the clock would otherwise have other results in the next run.
    clock: new Date(createClock(clock).now()).toISOString(),
    set: readPairs('--set', flags.set),
    input: readPairs('--input', flags.input),
    semantics: readPairs('--semantics', flags.semantics),
  };
}

function toCase(to: string, { flow, flowName, users, stubs, tables, event, seed, clock, set, input, semantics }: FirstRun): FlowCase {
  return toFlowCase(to, {
    name: 'one run',
    flow,
    clock,
    set,
    input,
    semantics,
    ...(flowName !== undefined && { flowName }),
    ...(users !== undefined && { users }),
    ...(stubs !== undefined && { stubs }),
    ...(tables !== undefined && { tables }),
    ...(event !== undefined && { event }),
    ...(seed !== undefined && { seed }),
  });
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new UsageError(`${path} already exists; choose another file name.`);
    throw new UsageError(`${path} can't be written: ${messageOf(error)}.`);
  }
}
