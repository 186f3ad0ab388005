import {
  type CasesReport,
  casesHtml,
  casesText,
  caseText,
  FAIL_ON,
  type FailOn,
  type FlowCase,
  junitXml,
  readFlowCases,
  runFlowCases,
} from '../flows/index.js';
import { orList } from '../util/or-list.js';
import { suggest } from '../util/suggest.js';
import { terminalText } from '../util/terminal-text.js';
import { assertNoRunFlags, type FlowTestInitFlags, flowTestInit } from './flow-test-init.js';
import { takesStdout, writeOutput } from './output-file.js';
import { UsageError } from './usage-error.js';

export interface FlowTestFlags extends FlowTestInitFlags {
  readonly init?: string;
  readonly target?: string;
  readonly only?: string;
  readonly failOn?: readonly string[];
  readonly minCoverage?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly coverageJson?: string;
  readonly json?: boolean;
}

/** Runs the cases of some files and returns the exit code: 0 if all passed, otherwise 1. Throws UsageError and FlowCasesError. */
export async function flowTest(files: readonly string[], flags: FlowTestFlags): Promise<number> {
  const { init, json = false, target = 'in-process' } = flags;
  if (target !== 'in-process')
    throw new UsageError(
      'flow test only works with --target in-process: each case has its own emulator. Run one flow against a service with flow run --target.',
    );
  if (init !== undefined) return flowTestInit(files, init, flags);
  assertNoRunFlags(flags);
  const failOn = readFailOn(flags.failOn);
  const minimum = readPercent(flags.minCoverage);
  const isQuiet = takesStdout(outputsOf(flags));
  // A stub may be for a case that is left out.
  if (flags.only !== undefined && failOn.includes('unused')) throw new UsageError('--fail-on unused does not work with --only.');
  const cases = chosen(readFlowCases(files), flags.only);
  const { createEmulator } = await import('../index.js');
  const ran = await runFlowCases(cases, {
    createEmulator,
    failOn,
    onCase: (each) => {
      if (!isQuiet) process.stdout.write(terminalText(`${caseText(each)}\n`));
    },
  });
  const report = flags.only === undefined ? ran : { ...ran, unusedStubs: [] };
  const isCovered = minimum === undefined || report.coverage.percent >= minimum;
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else if (!isQuiet) process.stdout.write(terminalText(`\n${casesText(report)}`));
  writeReports(report, flags, isQuiet);
  if (!isCovered)
    process.stderr.write(`expensify-emulator: The coverage is ${report.coverage.percent}%, below --min-coverage ${minimum}.\n`);
  return report.passed && isCovered ? 0 : 1;
}

function outputsOf({ junit, html, coverageJson, json }: FlowTestFlags): Readonly<Record<string, string | undefined>> {
  return { '--junit': junit, '--html': html, '--coverage-json': coverageJson, ...(json === true && { '--json': '-' }) };
}

function writeReports(report: CasesReport, { junit, html, coverageJson }: FlowTestFlags, isQuiet: boolean): void {
  const written: [string | undefined, () => string][] = [
    [junit, () => junitXml(report)],
    [html, () => casesHtml(report)],
    [coverageJson, () => `${JSON.stringify(report.coverage, null, 2)}\n`],
  ];
  for (const [path, text] of written) {
    if (path === undefined) continue;
    writeOutput(path, text());
    if (!isQuiet) process.stdout.write(`  written: ${path}\n`);
  }
}

function chosen(cases: readonly FlowCase[], only: string | undefined): readonly FlowCase[] {
  if (only === undefined) return cases;
  const found = cases.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
  if (found.length > 0) return found;
  const names = cases.map(({ name }) => `  ${name}`).slice(0, 20);
  throw new UsageError(`No case name contains '${only}'. The cases are:\n${names.join('\n')}`);
}

function readFailOn(given: readonly string[] = []): readonly FailOn[] {
  return given
    .flatMap((value) => value.split(','))
    .map((word) => {
      const found = FAIL_ON.find((known) => known === word.trim());
      if (found === undefined)
        throw new UsageError(`--fail-on: '${word}' is invalid${suggest(word, FAIL_ON, `; use ${orList(FAIL_ON)}.`)}`);
      return found;
    });
}

function readPercent(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,3}$/.test(text) || Number(text) > 100) throw new UsageError(`--min-coverage: '${text}' is not a whole number from 0 to 100.`);
  return Number(text);
}
