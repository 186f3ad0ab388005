import { escapeMarkup } from '../../util/escape-markup.js';
import type { CaseReport } from './case-report.js';
import { caseText } from './cases-text.js';
import type { CasesReport } from './run-flow-cases.js';

/**
 * The cases as JUnit XML for CI servers, with one suite per file. A case that could not be run is an error; a case whose
 * expectations were not met is a failure. Times are left out, so the same cases produce the same file.
 */
export function junitXml({ cases, unusedStubs, passed }: CasesReport): string {
  const files = [...new Set(cases.map(({ file }) => file))];
  const suites = files.map((file) =>
    suiteXml(
      file,
      cases.filter((report) => report.file === file),
    ),
  );
  // Unused stubs belong to no case.
  const isUnusedFailure = !passed && cases.every((report) => report.passed);
  if (isUnusedFailure) suites.push(unusedXml(unusedStubs));
  const failures = cases.filter(isFailure).length + (isUnusedFailure ? 1 : 0);
  const total = cases.length + (isUnusedFailure ? 1 : 0);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="flow test" tests="${total}" failures="${failures}" errors="${cases.filter(isError).length}">
${suites.join('\n')}
</testsuites>
`;
}

function suiteXml(file: string, cases: readonly CaseReport[]): string {
  return `  <testsuite name="${escapeMarkup(file)}" tests="${cases.length}" failures="${cases.filter(isFailure).length}" errors="${cases.filter(isError).length}">
${cases.map(caseXml).join('\n')}
  </testsuite>`;
}

function caseXml(report: CaseReport): string {
  const { name, file, line, flow, passed, problem, failures } = report;
  const open = `    <testcase name="${attribute(name)}" classname="${attribute(flow || file)}" file="${attribute(file)}" line="${line}"`;
  if (passed) return `${open}/>`;
  const kind = problem === undefined ? 'failure' : 'error';
  const [first] = failures;
  const message =
    problem ?? (first === undefined ? '' : (first.message ?? `${first.path}: expected ${first.expected}, seen ${first.seen}`));
  return `${open}>
      <${kind} message="${attribute(message)}">${escapeMarkup(caseText(report))}</${kind}>
    </testcase>`;
}

function unusedXml(unusedStubs: readonly string[]): string {
  const text = unusedStubs.map((stub) => `No case uses ${stub}.`).join('\n');
  return `  <testsuite name="stubs" tests="1" failures="1" errors="0">
    <testcase name="every stub is used" classname="stubs">
      <failure message="${attribute(text)}">${escapeMarkup(text)}</failure>
    </testcase>
  </testsuite>`;
}

/** XML parsers turn line ends in attributes into spaces unless they are escaped. */
function attribute(text: string): string {
  return escapeMarkup(text).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');
}

function isFailure({ passed, problem }: CaseReport): boolean {
  return !passed && problem === undefined;
}

function isError({ problem }: CaseReport): boolean {
  return problem !== undefined;
}
