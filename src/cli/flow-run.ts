import { type FlowResult, loadFlow, mermaid, type Pack, reportHtml, runFlow, runText } from '../flows/index.js';
import { isObject } from '../util/is-object.js';
import { wrap } from '../util/terminal-lines.js';
import { type FlowFlags, readFlowOptions, readPairs } from './flow-options.js';
import { openFlowTarget, withTargetCredentials } from './flow-target.js';
import { takesStdout, writeOutput } from './output-file.js';
import { readDataFile } from './read-data-file.js';
import { terminalLayout } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface FlowRunFlags extends FlowFlags {
  readonly flow?: string;
  readonly input?: readonly string[];
  readonly inputFile?: string;
  readonly event?: string;
  readonly clock?: string;
  readonly trace?: string;
  readonly html?: string;
  readonly json?: boolean;
}

/** Runs a flow and returns the exit code: 0 finished, 1 failed. Throws UsageError, and UnsupportedCardsError, which exits with 3. */
export async function flowRun(file: string, flags: FlowRunFlags): Promise<number> {
  const pack = loadFlow(file);
  const options = await readFlowOptions(flags);
  const input = await readInput(flags);
  const event = flags.event === undefined ? undefined : await readDataFile(flags.event);
  const isQuiet = takesStdout({ '--trace': flags.trace, '--html': flags.html, ...(flags.json === true && { '--json': '-' }) });
  const opened = await openFlowTarget(flags, { listen: false, clock: flags.clock });
  try {
    const result = await runFlow(pack, {
      ...options,
      target: opened.target,
      input,
      set: withTargetCredentials(pack, options.set ?? {}, opened),
      ...(flags.flow !== undefined && { flow: flags.flow }),
      ...(flags.clock !== undefined && { clock: flags.clock }),
      ...(event !== undefined && { event }),
    });
    if (flags.trace !== undefined) writeOutput(flags.trace, `${JSON.stringify(result, null, 2)}\n`);
    if (flags.html !== undefined) writeOutput(flags.html, reportHtml(result, { pack, mermaid: mermaid(pack) }));
    if (!isQuiet || flags.json === true) show(result, pack, flags);
    return result.status === 'finished' ? 0 : 1;
  } finally {
    await opened.close();
  }
}

function show(result: FlowResult, pack: Pack, flags: FlowRunFlags): void {
  const { json, html, trace } = flags;
  if (json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  process.stdout.write(runText(result, { pack, ...terminalLayout() }));
  process.stdout.write(usersNote(result, flags));
  if (html !== undefined) process.stdout.write(`  Report: ${html}\n`);
  if (trace !== undefined) process.stdout.write(`  Trace: ${trace}\n`);
  if (result.status === 'error' && html === undefined)
    process.stdout.write('  To see every value, run the flow again with --html report.html.\n');
}

/** Okta cards that search for users. Without any users, a search finds nobody and the flow still finishes. */
const SEARCH = /^@okta\.(?:list|search)/i;

function usersNote({ cards, status }: FlowResult, { users, okta }: FlowRunFlags): string {
  if (status !== 'finished' || users !== undefined || okta !== undefined) return '';
  const search = cards.find(({ id, note }) => SEARCH.test(id) && note === undefined);
  if (search === undefined) return '';
  const lines = wrap(`${search.title}: no Okta users were provided, so nobody was found. Pass a file with --users.`, 80, '    ', '  ! ');
  return `${lines.join('\n')}\n`;
}

async function readInput({ input, inputFile }: FlowRunFlags): Promise<Record<string, unknown>> {
  const file = inputFile === undefined ? {} : await readDataFile(inputFile);
  if (!isObject(file)) throw new UsageError(`${inputFile} must contain an object with the names of inputs as keys.`);
  return { ...file, ...readPairs('--input', input) };
}
