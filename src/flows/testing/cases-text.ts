import { countOf } from '../../util/count-of.js';
import { oneLine } from '../../util/terminal-lines.js';
import type { CaseFailure, CaseReport } from './case-report.js';
import type { Coverage, FlowCoverage, MissedCard } from './coverage.js';
import type { CasesReport } from './run-flow-cases.js';

/** Maximum number of cards that never ran, per flow, and of flows. */
const MAX_CARDS = 30;
const MAX_FLOWS = 50;
const MAX_FAILURES = 20;

/**
 * One case for a terminal: one line for a passed case; for a failed one, expected and actual values and the
 * request or card they come from.
 */
export function caseText({ name, file, line, passed, problem, failures, flowError }: CaseReport): string {
  if (passed) return `  ✓ ${oneLine(name)}`;
  const lines =
    problem === undefined
      ? failures.slice(0, MAX_FAILURES).flatMap((failure, index) => failureLines(failure, failures[index - 1]?.from))
      : indented(problem);
  const left = failures.length - MAX_FAILURES;
  return [
    `  ✗ ${oneLine(name)}  (${file}:${line})`,
    ...lines,
    ...(left > 0 ? [`      … ${left} more`] : []),
    ...(flowError === undefined ? [] : errorLines(flowError)),
  ].join('\n');
}

/** The request or email is named once for all of its differences. */
function failureLines({ path, message, expected, seen, from }: CaseFailure, before: string | undefined): string[] {
  const head = `      ${path}${from === undefined || from === before ? '' : `  — ${from}`}`;
  return [
    head,
    ...(expected === undefined ? [] : [`        - expected ${expected}`]),
    ...(seen === undefined ? [] : [`        + received ${seen}`]),
    ...(message === undefined ? [] : message.split('\n').map((line) => `        ${line}`)),
  ];
}

/** Often the cause of all failures above. */
function errorLines({ message, code, card }: NonNullable<CaseReport['flowError']>): string[] {
  const where = card === undefined ? '' : ` in '${card}'`;
  return indented(`The flow failed${where}${code === undefined ? '' : ` (${code})`}: ${message}`);
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `      ${line}`));
}

/** The summary of all cases, and the cards they did not cover. */
export function casesText({ cases, unusedStubs, coverage }: CasesReport): string {
  const passed = cases.filter((report) => report.passed).length;
  const failed = cases.length - passed;
  return [
    failed === 0 ? `${countOf(cases.length, 'case')} passed.` : `${failed} of ${countOf(cases.length, 'case')} failed.`,
    ...unusedStubs.map((stub) => `  ! No case uses ${oneLine(stub)}.`),
    ...coverageLines(coverage),
    '',
  ].join('\n');
}

function coverageLines({ cards, ran, percent, flows }: Coverage): string[] {
  const incomplete = flows.filter(({ missed }) => missed.length > 0);
  const head = `Coverage: ${percent}% (${ran} of ${countOf(cards, 'card')} in ${countOf(flows.length, 'flow')})`;
  if (incomplete.length === 0) return [head];
  const left = incomplete.length - MAX_FLOWS;
  return [
    `${head}. Never ran:`,
    ...incomplete.slice(0, MAX_FLOWS).flatMap(flowLines),
    ...(left > 0 ? [`  … ${countOf(left, 'more flow')}`] : []),
  ];
}

function flowLines({ flow, cards, ran, missed }: FlowCoverage): string[] {
  if (ran === 0) return [`  ${oneLine(flow)}: the whole flow, ${countOf(cards, 'card')}`];
  const left = missed.length - MAX_CARDS;
  return [
    `  ${oneLine(flow)}: ${missed.length} of ${countOf(cards, 'card')}`,
    ...missed.slice(0, MAX_CARDS).map((card) => `    ${placeOf(card)}`),
    ...(left > 0 ? [`    … ${left} more`] : []),
  ];
}

/** `For Each › If/Else › Send mail`: the card after the blocks that contain it. */
export function placeOf({ block, title }: MissedCard): string {
  return oneLine([...block, title].join(' › '));
}
